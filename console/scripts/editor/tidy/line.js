// A line of text with its marks, so that a rule sees the words and not where bold begins.
export class Line {
  constructor(content = []) {
    this.parts = content;
    this.text = content.map((part) => (part.type === "text" ? part.text : part.type === "hardBreak" ? "\n" : "\ufffc")).join("");
    this.owners = content.flatMap((part, index) => Array.from({ length: part.type === "text" ? part.text.length : 1 }, () => index));
  }

  // Like String.replace; what is written takes the marks of what stood there. Gives how often.
  replace(pattern, write) {
    let text = "";
    let owners = [];
    let from = 0;
    let count = 0;
    for (const match of this.text.matchAll(pattern)) {
      const { 0: old, index } = match;
      const written = write(...match);
      if (written === old) continue;
      count += 1;
      text += this.text.slice(from, index) + written;
      owners = owners.concat(this.owners.slice(from, index), this.ownersOf(old, written, index));
      from = index + old.length;
    }
    this.text = text + this.text.slice(from);
    this.owners = owners.concat(this.owners.slice(from));
    return count;
  }

  // What begins and ends alike keeps its owners; the rest takes the first of what it replaces.
  ownersOf(old, written, index) {
    const most = Math.min(old.length, written.length);
    let start = 0;
    while (start < most && old[start] === written[start]) start += 1;
    let end = 0;
    while (end < most - start && old.at(-1 - end) === written.at(-1 - end)) end += 1;
    const at = (place) => this.owners[Math.min(index + place, this.owners.length - 1)];
    return Array.from({ length: written.length }, (_, place) => (place < start ? at(place) : place >= written.length - end ? at(place + old.length - written.length) : at(start)));
  }

  content() {
    const content = [];
    let at = 0;
    while (at < this.text.length) {
      const owner = this.owners[at];
      const part = this.parts[owner];
      let end = at + 1;
      if (part.type === "text") while (end < this.text.length && this.owners[end] === owner) end += 1;
      content.push(part.type === "text" ? { ...part, text: this.text.slice(at, end) } : part);
      at = end;
    }
    return content;
  }
}
