extension PageScript {
    /// Slider, play, keys, date fields, the curve's cursor, and moving about the map.
    static let controls = #"""
        const slider = find("step"), now = find("now"), calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
        let step = steps - 1, base = 0, shown = 0, differ = "base", playing = 0, queued = false;

        const fixed = (v, n) => v.toLocaleString("en", { minimumFractionDigits: n, maximumFractionDigits: n }).replace("-", "−");
        const signedText = v => v === 0 ? "±0" : (v > 0 ? "+" : "") + fixed(v, 1);
        const baseStep = () => differ === "none" ? null : differ === "before" ? Math.max(step - 1, 0) : base;

        // The last step on or before a day.
        function stepOn(text) {
          const day = Date.parse(text + "T00:00:00Z") / 864e5;
          let found = 0;
          while (found + 1 < steps && page.days[found + 1] <= day) found++;
          return found;
        }

        function says() {
          const h = page.holders[shown], out = [];
          if (!h) return iso(page.days[step]);
          if (page.map[step] === null) return iso(page.days[step]) + ": no map is valid on this day; who held what is not known.";
          let text = iso(page.days[step]) + ": " + h.name + " " + fixed(h.area[step], 1) + " km²";
          if (h.share[step] !== null) text += " (" + fixed(h.share[step] * 100, 2) + " % of " + page.whole + ")";
          if (page.map[step] !== page.days[step]) text += ", by the map of " + iso(page.map[step]);
          out.push(text);
          if (step > 0 && h.gained[step] !== null) out.push("since " + iso(page.days[step - 1]) + " gained " + fixed(h.gained[step], 1) + ", lost " + fixed(h.lost[step], 1) + " km²");
          if (differ === "base" && base !== step && page.map[base] !== null) out.push("since " + iso(page.days[base]) + " " + signedText(h.area[step] - h.area[base]) + " km² in all");
          if (page.line && page.line[step] !== null) out.push("line of contact " + fixed(page.line[step], 0) + " km");
          return out.join("; ") + ".";
        }

        function show() {
          queued = false;
          draw(step, baseStep(), shown);
          const text = says();
          now.textContent = text;
          canvas.setAttribute("aria-label", "Map. " + text);
          slider.value = step; slider.setAttribute("aria-valuetext", iso(page.days[step]));
          find("date").value = iso(page.days[step]);
          const span = page.days[steps - 1] - page.days[0] || 1, share = k => (page.days[k] - page.days[0]) / span * 100 + "%";
          find("cursor").style.left = share(step);
          find("basemark").style.left = share(base); find("basemark").hidden = differ !== "base";
          const at = iso(page.days[step]);
          for (const a of document.querySelectorAll("a[aria-current]")) a.removeAttribute("aria-current");
          for (const a of document.querySelectorAll('a[href="#' + at + '"]')) a.setAttribute("aria-current", "date");
        }
        function queue() { if (!queued) { queued = true; requestAnimationFrame(show); } }
        function go(to) { step = Math.min(Math.max(Math.round(to), 0), steps - 1); queue(); }

        function stop() {
          if (!playing) return;
          cancelAnimationFrame(playing); playing = 0;
          now.setAttribute("aria-live", "polite");
          find("play").textContent = "▶ Play"; find("play").setAttribute("aria-pressed", "false");
          remember();
        }
        function play() {
          if (playing) return stop();
          if (step === steps - 1) go(0);
          now.setAttribute("aria-live", "off");
          find("play").textContent = "❚❚ Pause"; find("play").setAttribute("aria-pressed", "true");
          let last = 0;
          const tick = time => {
            const wait = 1000 / Number(find("speed").value);
            if (!last) last = time;
            const ahead = Math.floor((time - last) / wait);
            if (ahead > 0) {
              last += ahead * wait;
              step = Math.min(step + ahead, steps - 1);
              show();
              if (step === steps - 1) return stop();
            }
            playing = requestAnimationFrame(tick);
          };
          playing = requestAnimationFrame(tick);
        }
        // Keeps the day in the address, so that it can be passed on; a page from disk may not be allowed to.
        // Not the bare day: that is the name of a row of the table, to which a browser would scroll.
        function remember() { try { history.replaceState(null, "", "#on=" + iso(page.days[step])); } catch (e) {} }
        const dayIn = text => (/^#(?:on=)?(\d{4}-\d\d-\d\d)$/.exec(text) || [])[1];
        function choose(to) { stop(); go(to); remember(); }

        slider.max = steps - 1;
        slider.addEventListener("input", () => { stop(); go(Number(slider.value)); });
        slider.addEventListener("change", remember);
        find("play").addEventListener("click", play);
        find("back").addEventListener("click", () => choose(step - 1));
        find("ahead").addEventListener("click", () => choose(step + 1));
        find("date").addEventListener("change", e => { if (e.target.value) choose(stepOn(e.target.value)); });
        for (const r of document.getElementsByName("differ")) r.addEventListener("change", () => { differ = r.value; queue(); });
        find("base").addEventListener("change", e => {
          if (!e.target.value) return;
          base = stepOn(e.target.value); e.target.value = iso(page.days[base]);
          differ = "base"; find("since-base").checked = true; queue();
        });
        if (find("shown")) find("shown").addEventListener("change", e => { shown = Number(e.target.value); queue(); });
        if (calm) find("speed").value = "2";

        document.addEventListener("keydown", e => {
          if (e.altKey || e.ctrlKey || e.metaKey || /^(INPUT|SELECT|TEXTAREA)$/.test(e.target.tagName)) return;
          const to = { ArrowLeft: step - 1, ArrowRight: step + 1, PageUp: step - 30, PageDown: step + 30, Home: 0, End: steps - 1 }[e.key];
          const onMap = e.target === canvas || e.target === document.body;
          if (e.key === "ArrowLeft" || e.key === "ArrowRight" || e.target === canvas && to !== undefined) { e.preventDefault(); choose(to); }
          else if (e.key === " " && onMap) { e.preventDefault(); play(); }
          else if ((e.key === "+" || e.key === "=") && onMap) zoom(1.6);
          else if (e.key === "-" && onMap) zoom(1 / 1.6);
          else if (e.key === "0" && onMap) { view = { ...fit }; moved(); }
        });

        // Links to days step there.
        document.addEventListener("click", e => {
          const a = e.target.closest && e.target.closest('a[href^="#"]');
          if (!a || !dayIn(a.getAttribute("href"))) return;
          e.preventDefault();
          choose(stepOn(dayIn(a.getAttribute("href"))));
          if (a.dataset.differ) { differ = a.dataset.differ; find("since-" + differ).checked = true; }
          find("stage").scrollIntoView({ block: "nearest", behavior: calm ? "auto" : "smooth" });
        });
        addEventListener("hashchange", () => { if (dayIn(location.hash)) { stop(); go(stepOn(dayIn(location.hash))); } });

        // The curve: a press or a drag goes to that day.
        const curve = find("curve");
        const along = e => {
          const b = curve.getBoundingClientRect(), day = page.days[0] + (e.clientX - b.left) / b.width * (page.days[steps - 1] - page.days[0]);
          stop(); go(stepOn(iso(Math.round(Math.min(Math.max(day, page.days[0]), page.days[steps - 1])))));
        };
        curve.addEventListener("pointerdown", e => { curve.setPointerCapture(e.pointerId); along(e); });
        curve.addEventListener("pointermove", e => { if (curve.hasPointerCapture(e.pointerId)) along(e); });
        curve.addEventListener("pointerup", remember);

        // Moving about the map. While the whole map is seen, a finger that moves scrolls the page.
        function moved() { canvas.style.touchAction = view.scale > fit.scale * 1.01 ? "none" : "pan-x pan-y"; queue(); }
        function zoom(by, x = width / 2, y = height / 2) {
          const scale = Math.min(Math.max(view.scale * by, fit.scale * 0.5), 400), dx = x - width / 2, dy = height / 2 - y;
          view.x += dx / view.scale - dx / scale; view.y += dy / view.scale - dy / scale; view.scale = scale;
          moved();
        }
        find("closer").addEventListener("click", () => zoom(1.6));
        find("wider").addEventListener("click", () => zoom(1 / 1.6));
        find("whole").addEventListener("click", () => { view = { ...fit }; moved(); });
        find("change").addEventListener("click", () => {
          const from = baseStep() === null ? Math.max(step - 1, 0) : baseStep();
          const pieces = page.map[step] === null || page.map[from] === null || !page.holders.length ? [] : differing(ground[shown], from, step);
          if (pieces.length) { view = around(box(pieces), 20); moved(); }
        });
        canvas.addEventListener("wheel", e => {
          if (!e.ctrlKey && view.scale <= fit.scale * 1.01) return;
          e.preventDefault(); zoom(Math.exp(-e.deltaY * 0.0025), e.offsetX, e.offsetY);
        }, { passive: false });
        canvas.addEventListener("dblclick", e => zoom(2, e.offsetX, e.offsetY));
        const fingers = new Map();
        canvas.addEventListener("pointerdown", e => { canvas.setPointerCapture(e.pointerId); fingers.set(e.pointerId, [e.offsetX, e.offsetY]); });
        canvas.addEventListener("pointermove", e => {
          if (!fingers.has(e.pointerId)) return;
          const before = [...fingers.values()], from = fingers.get(e.pointerId);
          fingers.set(e.pointerId, [e.offsetX, e.offsetY]);
          const after = [...fingers.values()], gap = p => Math.hypot(p[0][0] - p[1][0], p[0][1] - p[1][1]);
          if (before.length === 2) { zoom(gap(after) / Math.max(gap(before), 1), (after[0][0] + after[1][0]) / 2, (after[0][1] + after[1][1]) / 2); return; }
          if (e.pointerType === "touch" && view.scale <= fit.scale * 1.01) return;
          view.x -= (e.offsetX - from[0]) / view.scale; view.y += (e.offsetY - from[1]) / view.scale;
          moved();
        });
        for (const kind of ["pointerup", "pointercancel"]) canvas.addEventListener(kind, e => fingers.delete(e.pointerId));

        document.documentElement.classList.add("live");
        // At once, for a canvas is empty after a change of size, and nothing else is drawn before a page is printed.
        new ResizeObserver(() => { resize(); show(); }).observe(canvas);
        resize();
        if (dayIn(location.hash)) step = stepOn(dayIn(location.hash));
        show(); moved();

        """#
}
