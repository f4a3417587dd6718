// The editing page's script.
import { application } from "./borrowed_stimulus.js";
import EditorController from "./editor_controller.js";

application.register("editor", EditorController);
