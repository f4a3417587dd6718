// Stands in for @hotwired/stimulus in editor.js: the page's one Stimulus, started by console.js.
export const { application, Controller } = window.Weiyang;
