// Small helps. Every page is complete without this file.
(() => {
  "use strict";
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const keep = (name, value) => { try { return value === undefined ? localStorage.getItem(name) : localStorage.setItem(name, value); } catch { return null; } };

  // Text size: kept on this device, for every page.
  const setSize = (size) => {
    if (size && size !== "normal") document.documentElement.dataset.text = size; else delete document.documentElement.dataset.text;
    all("[data-size]").forEach((button) => button.setAttribute("aria-pressed", String(button.dataset.size === (size || "normal"))));
  };
  setSize(keep("text-size"));
  all("[data-sizes]").forEach((group) => {
    group.hidden = false;
    group.addEventListener("click", (event) => {
      const button = event.target.closest("[data-size]");
      if (button) { keep("text-size", button.dataset.size); setSize(button.dataset.size); }
    });
  });

  // Reading aloud: the browser's own voice, one block after the other; the block being read is marked.
  const voice = window.speechSynthesis;
  if (voice) all("[data-read-aloud]").forEach((button) => {
    const stop = button.parentElement.querySelector("[data-read-stop]");
    const label = button.textContent;
    const blocks = () => all(".document-title, [data-prose] :is(p, h2, h3, h4, li, caption, td, th)").filter((block) => block.textContent.trim() && !block.querySelector("p, li"));
    let queue = [], reading = null;
    const mark = (block) => { if (reading) delete reading.dataset.reading; reading = block; if (block) { block.dataset.reading = ""; block.scrollIntoView({ block: "nearest" }); } };
    const end = () => { queue = []; voice.cancel(); mark(null); button.textContent = label; stop.hidden = true; };
    const next = () => {
      const block = queue.shift();
      if (!block) { end(); return; }
      mark(block);
      const said = new SpeechSynthesisUtterance(block.textContent);
      said.lang = document.documentElement.lang === "zh-Hant" ? "zh-TW" : "zh-CN";
      said.onend = () => { if (reading === block) next(); };
      said.onerror = () => { if (reading === block) end(); };
      voice.speak(said);
    };
    button.hidden = false;
    button.addEventListener("click", () => {
      if (!reading) { queue = blocks(); stop.hidden = false; button.textContent = button.dataset.pause; next(); }
      else if (voice.paused) { voice.resume(); button.textContent = button.dataset.pause; }
      else { voice.pause(); button.textContent = button.dataset.resume; }
    });
    stop.addEventListener("click", () => { end(); button.focus(); });
    addEventListener("pagehide", end);
  });

  // Selected words of a text can be reported as wrong: a button beside them leads to the form, filled in.
  all("[data-report]").forEach((link) => {
    const prose = document.querySelector("[data-prose]");
    if (!prose || document.documentElement.dataset.kiosk) return;
    const button = document.createElement("a");
    button.className = "report-selection"; button.textContent = link.dataset.report; button.rel = "nofollow"; button.href = link.href; button.hidden = true;
    document.body.append(button);
    const short = (text, most) => (most < 0 ? text.trim().slice(most) : text.trim().slice(0, most));
    const around = (range, before) => {
      const rest = document.createRange();
      rest.selectNodeContents(prose);
      if (before) rest.setEnd(range.startContainer, range.startOffset); else rest.setStart(range.endContainer, range.endOffset);
      return short(rest.toString(), before ? -60 : 60);
    };
    const look = () => {
      const selection = getSelection(), words = selection.toString().trim();
      const range = selection.rangeCount ? selection.getRangeAt(0) : null;
      button.hidden = !words || words.length > 500 || !range || !prose.contains(range.commonAncestorContainer);
      if (button.hidden) return;
      const asked = new URL(link.href);
      for (const [name, value] of [["quote", words], ["before", around(range, true)], ["after", around(range, false)]]) asked.searchParams.set(name, value);
      button.href = asked;
      const box = range.getBoundingClientRect(), right = document.documentElement.clientWidth - button.offsetWidth - 8;
      button.style.left = Math.max(8, Math.min(box.left + scrollX, right)) + "px";
      button.style.top = box.bottom + scrollY + 8 + "px";
    };
    document.addEventListener("selectionchange", look);
    // A press on the button must not take the selection away before it is followed.
    button.addEventListener("pointerdown", (event) => event.preventDefault());
  });

  all("[data-print]").forEach((button) => { button.hidden = false; button.addEventListener("click", () => { document.documentElement.dataset.printing = button.dataset.print; window.print(); }); });
  addEventListener("afterprint", () => delete document.documentElement.dataset.printing);

  if (navigator.clipboard) all("[data-copy]").forEach((button) => {
    const status = button.parentElement.querySelector("[data-copy-status]");
    const label = button.textContent;
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(button.parentElement.querySelector("[data-copy-source]").href);
      button.textContent = status.textContent = button.dataset.copy;
      setTimeout(() => { button.textContent = label; status.textContent = ""; }, 4000);
    });
  });

  // A wide table scrolls inside its own box, also by keyboard.
  all("[data-prose] table").forEach((table) => {
    const box = document.createElement("div");
    box.className = "scroll";
    table.replaceWith(box);
    box.append(table);
    if (box.scrollWidth > box.clientWidth) {
      box.tabIndex = 0;
      if (table.caption) { box.setAttribute("role", "region"); box.setAttribute("aria-label", table.caption.textContent.trim()); }
    }
  });

  // The menu closes on Escape and on a click elsewhere.
  all(".menu").forEach((menu) => {
    menu.addEventListener("keydown", (event) => { if (event.key === "Escape" && menu.open) { menu.open = false; menu.querySelector("summary").focus(); } });
    document.addEventListener("click", (event) => { if (!menu.contains(event.target)) menu.open = false; });
  });

  // Single keys, only for whoever has switched them on (WCAG 2.1.4), and never while something is filled in.
  const guide = document.querySelector("[data-keys]");
  const keysOn = () => keep("keys") === "on";
  all("[data-keys-switch]").forEach((button) => {
    const status = button.parentElement.querySelector("[data-keys-status]"), label = button.textContent;
    const show = () => { button.textContent = keysOn() ? button.dataset.keysSwitch : label; };
    button.hidden = false; show();
    button.addEventListener("click", () => { keep("keys", keysOn() ? "off" : "on"); show(); status.textContent = keysOn() ? status.dataset.on : status.dataset.off; });
  });
  const listKeys = async () => {
    const to = guide.href + "#keys";
    try {
      const page = new DOMParser().parseFromString(await (await fetch(guide.href)).text(), "text/html");
      const box = document.createElement("dialog"), title = document.createElement("h2"), close = document.createElement("button");
      title.textContent = page.querySelector("#keys").textContent; title.id = "keys-title";
      close.textContent = guide.dataset.keys; close.type = "button"; close.className = "button"; close.addEventListener("click", () => box.close());
      const table = page.querySelector("#keys-list"); table.removeAttribute("id");
      box.className = "keys-list"; box.setAttribute("aria-labelledby", title.id); box.append(title, table, close);
      box.addEventListener("close", () => box.remove());
      document.body.append(box); box.showModal();
    } catch { location.assign(to); }
  };
  const resize = (step) => {
    const sizes = ["normal", "large", "largest"], at = sizes.indexOf(document.documentElement.dataset.text || "normal");
    const size = sizes[Math.max(0, Math.min(sizes.length - 1, at + step))];
    keep("text-size", size); setSize(size);
  };
  const press = (selector) => { const found = document.querySelector(selector); if (found && !found.hidden) found.click(); };
  const does = {
    "?": listKeys, "/": () => { const field = document.querySelector("main [type=search], .masthead [type=search]"); if (field) field.focus(); },
    1: () => press("[data-key='1']"), m: () => press("[data-key=m]"), r: () => press("[data-read-aloud]"),
    "+": () => resize(1), "=": () => resize(1), "-": () => resize(-1),
  };
  document.addEventListener("keydown", (event) => {
    const writing = event.target.closest && event.target.closest("input, textarea, select, [contenteditable], dialog[open]");
    if (!guide || !keysOn() || writing || event.isComposing || event.ctrlKey || event.altKey || event.metaKey || document.documentElement.dataset.kiosk) return;
    const act = does[event.key] || does[event.key.toLowerCase()];
    if (act) { event.preventDefault(); act(); }
  });

  // A kiosk: no way outside, and back to the home page when nobody is there. ?kiosk-idle=3 shortens it for those who try it.
  const kiosk = document.documentElement.dataset.kiosk;
  if (kiosk) {
    all("a[href]").filter((link) => link.origin !== location.origin || !/^https?:$/.test(link.protocol)).forEach((link) => { link.removeAttribute("href"); link.dataset.outside = ""; });
    const asked = Number(new URLSearchParams(location.search).get("kiosk-idle"));
    const idle = (asked > 0 ? asked : 60) * 1000, grace = Math.min(idle, 15000);
    const ask = document.createElement("dialog"), words = document.createElement("p"), stay = document.createElement("button");
    words.textContent = document.documentElement.dataset.kioskAsks; stay.textContent = document.documentElement.dataset.kioskStay;
    stay.className = "button"; stay.type = "button"; ask.className = "kiosk-ask"; ask.setAttribute("aria-label", words.textContent); ask.append(words, stay); document.body.append(ask);
    let timer = 0;
    const leave = () => { all("form").forEach((form) => form.reset()); sessionStorage.clear(); location.replace(kiosk); };
    const wait = () => { clearTimeout(timer); if (ask.open) ask.close(); timer = setTimeout(() => { ask.showModal(); timer = setTimeout(leave, grace); }, idle); };
    stay.addEventListener("click", wait); ask.addEventListener("cancel", wait);
    for (const sign of ["pointerdown", "keydown", "scroll", "touchstart"]) addEventListener(sign, () => { if (!ask.open) wait(); }, { passive: true, capture: true });
    addEventListener("contextmenu", (event) => event.preventDefault());
    wait();
  }

  // Whoever sends much lets this machine reckon for a moment; a sum stands there for browsers that can't.
  if (window.Worker && window.crypto?.subtle) all("[data-challenge]").forEach((box) => {
    const said = box.querySelector("[data-reckoning]"), sum = box.querySelector("[data-sum]"), worker = new Worker(box.dataset.worker);
    said.textContent = said.dataset.reckoning; sum.hidden = true;
    worker.onmessage = ({ data }) => { box.querySelector("[name=work]").value = data; said.textContent = said.dataset.done; worker.terminate(); };
    worker.onerror = () => { said.textContent = ""; sum.hidden = false; };
    worker.postMessage({ ticket: box.dataset.challenge, bits: Number(box.dataset.bits) });
  });

  // Similar answers while a letter is written: title and beginning of the text, long numbers left out. Nothing of the writer is sent.
  all("[data-similar]").forEach((box) => {
    const { title, body } = box.closest("form").elements, list = box.querySelector("ul"), status = document.querySelector("[data-similar-status]");
    let timer = 0, asked = "";
    const element = (name, text, className) => { const made = document.createElement(name); made.textContent = text; if (className) made.className = className; return made; };
    const line = (item) => {
      const row = document.createElement("li"), link = element("a", item.title);
      link.href = item.url; link.target = "_blank"; link.rel = "noopener"; link.append(element("span", box.dataset.window, "hidden"));
      row.append(element("span", item.label, "letter-similar-kind"), link, element("p", item.summary, "letter-hint"));
      return row;
    };
    const ask = async () => {
      const said = (title.value + "\n" + body.value.slice(0, 400)).replace(/[0-9０-９]{5,}/g, "").trim();
      if (said === asked) return;
      asked = said;
      let found = [];
      if (said.length > 3) try {
        const answer = await fetch(box.dataset.similar, { method: "POST", body: new URLSearchParams({ text: said }), headers: { accept: "application/json" } });
        if (answer.ok) found = (await answer.json()).items;
      } catch { /* The letter is written without it. */ }
      if (said !== asked) return;
      list.replaceChildren(...found.map(line));
      box.hidden = !found.length;
      status.textContent = found.length ? status.dataset.similarStatus : "";
    };
    const later = (event) => { if (!event.isComposing) { clearTimeout(timer); timer = setTimeout(ask, 350); } };
    for (const field of [title, body]) { field.addEventListener("input", later); field.addEventListener("compositionend", later); }
    if (title.value) ask();
  });

  // Search suggestions: the ARIA combobox pattern.
  all("[data-suggest]").forEach((input) => {
    const list = document.createElement("ul");
    const status = document.createElement("span");
    let items = [], active = -1, timer = 0, asked = "";
    list.id = input.id + "-suggestions"; list.className = "suggestions"; list.hidden = true;
    list.setAttribute("role", "listbox"); list.setAttribute("aria-label", input.dataset.suggestLabel);
    status.className = "hidden"; status.setAttribute("role", "status");
    input.after(list, status);
    for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"], ["aria-controls", list.id]]) input.setAttribute(name, value);

    const close = () => { list.hidden = true; active = -1; input.setAttribute("aria-expanded", "false"); input.removeAttribute("aria-activedescendant"); };
    const mark = (index) => {
      active = index;
      [...list.children].forEach((option, at) => option.setAttribute("aria-selected", String(at === index)));
      if (index < 0) input.removeAttribute("aria-activedescendant"); else input.setAttribute("aria-activedescendant", list.children[index].id);
    };
    const choose = (item) => {
      if (item.url) { location.assign(item.url); return; }
      input.value = item.text; close(); input.form.requestSubmit();
    };
    const show = (found) => {
      items = found.slice(0, 8);
      if (!items.length) { close(); status.textContent = ""; return; }
      list.replaceChildren(...items.map((item, at) => {
        const option = document.createElement("li");
        option.id = list.id + "-" + at; option.textContent = item.text;
        option.setAttribute("role", "option"); option.setAttribute("aria-selected", "false");
        option.addEventListener("mousedown", (event) => { event.preventDefault(); choose(item); });
        return option;
      }));
      active = -1; list.hidden = false; input.setAttribute("aria-expanded", "true");
      status.textContent = items.length + input.dataset.suggestCount;
    };
    const ask = async () => {
      const text = input.value.trim();
      if (text === asked) return;
      asked = text;
      if (!text) { close(); return; }
      try {
        const answer = await fetch(input.dataset.suggest + "?q=" + encodeURIComponent(text), { headers: { accept: "application/json" } });
        const found = answer.ok ? (await answer.json()).items : [];
        if (text === asked && document.activeElement === input) show(found);
      } catch { close(); }
    };
    input.addEventListener("input", (event) => { if (!event.isComposing) { clearTimeout(timer); timer = setTimeout(ask, 180); } });
    input.addEventListener("compositionend", () => { clearTimeout(timer); timer = setTimeout(ask, 60); });
    input.addEventListener("blur", close);
    input.addEventListener("keydown", (event) => {
      if (event.isComposing || list.hidden) return;
      if (event.key === "Escape") { event.preventDefault(); close(); }
      else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        const step = event.key === "ArrowDown" ? 1 : -1, count = items.length + 1;
        mark((active + 1 + step + count) % count - 1);
      } else if (event.key === "Enter" && active >= 0) { event.preventDefault(); choose(items[active]); }
    });
  });
})();
