// Starts Stimulus and registers every behaviour. Pages are complete without any of them.
import { Application, Controller } from "@hotwired/stimulus";
import AutosaveController from "./controllers/autosave_controller.js";
import BulkController from "./controllers/bulk_controller.js";
import ChecksController from "./controllers/checks_controller.js";
import CommentsController from "./controllers/comments_controller.js";
import CopyController from "./controllers/copy_controller.js";
import CounterController from "./controllers/counter_controller.js";
import DismissController from "./controllers/dismiss_controller.js";
import EditLockController from "./controllers/edit_lock_controller.js";
import FindController from "./controllers/find_controller.js";
import FocalController from "./controllers/focal_controller.js";
import LeaveController from "./controllers/leave_controller.js";
import MenuController from "./controllers/menu_controller.js";
import OutboxController from "./controllers/outbox_controller.js";
import PopupController from "./controllers/popup_controller.js";
import PrintController from "./controllers/print_controller.js";
import RefreshController from "./controllers/refresh_controller.js";
import RevealController from "./controllers/reveal_controller.js";
import RowsController from "./controllers/rows_controller.js";
import ShortcutsController from "./controllers/shortcuts_controller.js";
import ShowSecretController from "./controllers/show_secret_controller.js";
import SubmitOnceController from "./controllers/submit_once_controller.js";
import TakeFocusController from "./controllers/take_focus_controller.js";
import UploadController from "./controllers/upload_controller.js";
import WordingController from "./controllers/wording_controller.js";

document.documentElement.classList.add("scripted");

const application = Application.start();
application.register("autosave", AutosaveController);
application.register("bulk", BulkController);
application.register("checks", ChecksController);
application.register("comments", CommentsController);
application.register("copy", CopyController);
application.register("counter", CounterController);
application.register("dismiss", DismissController);
application.register("edit-lock", EditLockController);
application.register("find", FindController);
application.register("focal", FocalController);
application.register("leave", LeaveController);
application.register("menu", MenuController);
application.register("outbox", OutboxController);
application.register("popup", PopupController);
application.register("print", PrintController);
application.register("refresh", RefreshController);
application.register("reveal", RevealController);
application.register("rows", RowsController);
application.register("shortcuts", ShortcutsController);
application.register("show-secret", ShowSecretController);
application.register("submit-once", SubmitOnceController);
application.register("take-focus", TakeFocusController);
application.register("upload", UploadController);
application.register("wording", WordingController);

// editor.js is loaded on one page only and borrows this Stimulus.
window.Weiyang = { application, Controller };
