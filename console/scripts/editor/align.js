// Centred and right-aligned paragraphs as classes, since pages may carry no inline styles.
import { Extension } from "@tiptap/core";

const PLACES = ["center", "right"];

// The attribute itself, which table cells have too.
export const place = {
  default: null,
  parseHTML: (element) =>
    PLACES.find((word) => element.classList.contains(`align-${word}`) || element.style.textAlign === word || element.getAttribute("align") === word) ?? null,
  renderHTML: ({ align }) => (align ? { class: `align-${align}` } : {}),
};

export const Align = Extension.create({
  name: "align",

  addGlobalAttributes() {
    return [{ types: ["paragraph", "heading"], attributes: { align: place } }];
  },

  addCommands() {
    return {
      toggleAlign:
        (word) =>
        ({ editor, commands }) => {
          const align = editor.isActive({ align: word }) ? null : word;
          return ["paragraph", "heading"].map((type) => commands.updateAttributes(type, { align })).some(Boolean);
        },
    };
  },

  addKeyboardShortcuts() {
    return {
      "Mod-Shift-e": () => this.editor.commands.toggleAlign("center"),
      "Mod-Shift-r": () => this.editor.commands.toggleAlign("right"),
    };
  },
});
