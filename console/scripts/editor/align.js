// Centred and right-aligned paragraphs as classes, since pages may carry no inline styles.
import { Extension } from "@tiptap/core";

const PLACES = ["center", "right"];

export const Align = Extension.create({
  name: "align",

  addGlobalAttributes() {
    return [
      {
        types: ["paragraph", "heading"],
        attributes: {
          align: {
            default: null,
            parseHTML: (element) =>
              PLACES.find((place) => element.classList.contains(`align-${place}`) || element.style.textAlign === place || element.getAttribute("align") === place) ?? null,
            renderHTML: ({ align }) => (align ? { class: `align-${align}` } : {}),
          },
        },
      },
    ];
  },

  addCommands() {
    return {
      toggleAlign:
        (place) =>
        ({ editor, commands }) => {
          const align = editor.isActive({ align: place }) ? null : place;
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
