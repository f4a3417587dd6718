// What a document's text may hold: structure only, no fonts, colours or indents.
import StarterKit from "@tiptap/starter-kit";
import { TableCell, TableHeader, TableRow } from "@tiptap/extension-table";
import { CharacterCount, Placeholder } from "@tiptap/extensions";
import { Align } from "./align.js";
import { AttachedImage } from "./attached_image.js";
import { CaptionedTable } from "./captioned_table.js";
import { Subscript, Superscript } from "./scripts_above_below.js";

export function extensions({ placeholder, attachments, missing }) {
  return [
    StarterKit.configure({
      heading: { levels: [2, 3, 4] },
      code: false,
      codeBlock: false,
      strike: false,
      underline: false,
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
    TableHeader,
    TableCell,
    AttachedImage.configure({ attachments, missing }),
    CharacterCount,
    Placeholder.configure({ placeholder }),
  ];
}

// Addresses a link may have: web, mail, telephone, a path of this site, an anchor, an attachment.
export function allowed(url) {
  return /^(https?:\/\/|mailto:|tel:|asset:|\/(?!\/)|#)/i.test(url);
}
