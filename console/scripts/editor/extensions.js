// What a document's text may hold: structure only, no fonts, colours or indents.
import StarterKit from "@tiptap/starter-kit";
import { TableRow } from "@tiptap/extension-table";
import { CharacterCount, Placeholder } from "@tiptap/extensions";
import { Align } from "./align.js";
import { AttachedImage } from "./attached_image.js";
import { CaptionedTable } from "./captioned_table.js";
import { Footnote, FootnoteReference, Footnotes } from "./footnotes.js";
import { KeptAttributes } from "./kept_attributes.js";
import { KeptBlock } from "./kept_block.js";
import { Subscript, Superscript } from "./scripts_above_below.js";
import { Cell, HeaderCell } from "./table_cells.js";

export function extensions({ placeholder, attachments, pictures, missing, kept }) {
  return [
    StarterKit.configure({
      heading: { levels: [2, 3, 4] },
      code: false,
      codeBlock: false,
      link: {
        openOnClick: false,
        autolink: false,
        linkOnPaste: true,
        defaultProtocol: "https",
        protocols: ["http", "https", "mailto", "tel"],
        HTMLAttributes: { target: null, rel: null, class: null },
        isAllowedUri: (url) => allowed(url),
      },
    }),
    Align,
    Subscript,
    Superscript,
    CaptionedTable.configure({ resizable: false, View: null }),
    TableRow,
    HeaderCell,
    Cell,
    FootnoteReference,
    Footnotes,
    Footnote,
    KeptAttributes,
    KeptBlock.configure({ names: kept }),
    AttachedImage.configure({ attachments, missing, coming: pictures.coming, unsaid: pictures.unsaid, decorates: pictures.decorates }),
    CharacterCount,
    Placeholder.configure({ placeholder }),
  ];
}

// Addresses a link may have: web, mail, telephone, a path of this site, an anchor, an attachment.
export function allowed(url) {
  return /^(https?:\/\/|mailto:|tel:|asset:|\/(?!\/)|#)/i.test(url);
}
