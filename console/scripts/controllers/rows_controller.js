// Rows of a field: add one, take one away, change the order. Without it two empty rows stand below.
import { Controller } from '@hotwired/stimulus';

export default class extends Controller {
  static targets = ['row', 'list'];

  add() {
    const copy = this.rowTargets.at(-1).cloneNode(true);
    copy.querySelectorAll('input, textarea').forEach((input) => { input.value = ''; });
    copy.querySelectorAll('select').forEach((select) => { select.selectedIndex = 0; });
    this.listTarget.append(copy);
    this.number();
    copy.querySelector('select, input')?.focus();
  }

  remove(event) {
    const row = this.rowOf(event);
    if (this.rowTargets.length === 1) this.add();
    const next = row.nextElementSibling ?? row.previousElementSibling;
    row.remove();
    this.number();
    next?.querySelector('select, input')?.focus();
    this.changed();
  }

  up(event) {
    const row = this.rowOf(event);
    row.previousElementSibling?.before(row);
    this.number();
    event.currentTarget.focus();
    this.changed();
  }

  down(event) {
    const row = this.rowOf(event);
    row.nextElementSibling?.after(row);
    this.number();
    event.currentTarget.focus();
    this.changed();
  }

  rowOf(event) { return event.currentTarget.closest('[data-rows-target=row]'); }

  // What depends on the form, like keeping it while somebody writes, hears of the change.
  changed() { this.element.dispatchEvent(new Event('input', { bubbles: true })); }

  number() {
    this.rowTargets.forEach((row, index) => {
      row.querySelector('legend').textContent = this.element.dataset.rowsWords.replace('%n', index + 1);
      row.querySelectorAll('[id]').forEach((input) => {
        const label = row.querySelector(`label[for="${input.id}"]`);
        input.id = input.id.replace(/-\d+$/, `-${index + 1}`);
        label?.setAttribute('for', input.id);
      });
    });
  }
}
