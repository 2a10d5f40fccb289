extension PageScript {
    /// Draws a step on the canvas.
    static let drawing = #"""
        const canvas = find("map"), brush = canvas.getContext("2d");
        const font = 'system-ui,-apple-system,"Segoe UI",Roboto,"Liberation Sans",Arial,sans-serif';
        const ground = page.holders.map((h, i) => i), lineLayer = page.layers.indexOf("line"), borderLayer = page.layers.indexOf("border");
        let width = 0, height = 0, dots = 1, view = { x: 0, y: 0, scale: 1 }, fit = view;

        // Fits a box of kilometres.
        function around(b, most) {
          const w = Math.max(b[2] - b[0], 1) * 1.1, h = Math.max(b[3] - b[1], 1) * 1.1;
          return { x: (b[0] + b[2]) / 2, y: (b[1] + b[3]) / 2, scale: Math.min(width / w, height / h, most || Infinity) };
        }
        const px = x => (x - view.x) * view.scale + width / 2, py = y => height / 2 - (y - view.y) * view.scale;

        function resize() {
          const before = view.scale / fit.scale;
          width = canvas.clientWidth; height = canvas.clientHeight; dots = window.devicePixelRatio || 1;
          canvas.width = Math.round(width * dots); canvas.height = Math.round(height * dots);
          let pieces = [];
          for (const l of [...ground, lineLayer]) if (l >= 0) pieces = pieces.concat(layers[l]);
          if (!pieces.length && borderLayer >= 0) pieces = layers[borderLayer];
          fit = around(pieces.length ? box(pieces) : [-100, -100, 100, 100]);
          view = before === 1 ? { ...fit } : { ...view, scale: fit.scale * before };
        }

        // The path of stretches that follow each other; points less than half a dot from the last are left out.
        function trace(ring, closed) {
          let x = NaN, y = NaN;
          for (const p of ring) {
            const from = begins[p.chain], to = ends[p.chain];
            for (let i = 0; i < to - from; i++) {
              const k = p.back ? to - 1 - i : from + i, nx = px(xs[k]), ny = py(ys[k]);
              if (x !== x) brush.moveTo(nx, ny);
              else if (i < to - from - 1 && Math.abs(nx - x) < 0.5 && Math.abs(ny - y) < 0.5) continue;
              else brush.lineTo(nx, ny);
              x = nx; y = ny;
            }
          }
          if (closed) brush.closePath();
        }
        function path(list, closed) { brush.beginPath(); for (const r of list) trace(r, closed); }

        // Stripes, so that nothing is told by colour alone.
        const stripes = new Map();
        function filling(colour, kind) {
          const key = colour + kind + dots;
          if (!stripes.has(key)) {
            const tile = document.createElement("canvas"), size = 8 * dots, b = tile.getContext("2d");
            tile.width = tile.height = size;
            b.fillStyle = colour; b.globalAlpha = kind === "plain" ? 0.32 : kind === "dots" ? 0.16 : 0.42; b.fillRect(0, 0, size, size);
            b.globalAlpha = kind === "dots" ? 0.75 : 1; b.strokeStyle = colour; b.lineWidth = 1.5 * dots;
            b.beginPath();
            if (kind === "up") for (const d of [-1, 0, 1]) { b.moveTo((d - 0.1) * size, 1.1 * size); b.lineTo((d + 1.1) * size, -0.1 * size); }
            if (kind === "down") for (const d of [-1, 0, 1]) { b.moveTo((d - 0.1) * size, -0.1 * size); b.lineTo((d + 1.1) * size, 1.1 * size); }
            b.stroke();
            if (kind === "dots") { b.fillRect(size / 4, size / 4, 1.6 * dots, 1.6 * dots); b.fillRect(size * 3 / 4, size * 3 / 4, 1.6 * dots, 1.6 * dots); }
            stripes.set(key, b.createPattern(tile, "repeat"));
            stripes.get(key).setTransform(new DOMMatrix().scale(1 / dots));
          }
          return stripes.get(key);
        }

        function graticule() {
          const span = Math.min(height, width * 0.7) / view.scale / 111.2;
          const each = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20].find(s => s >= span / 4) || 30;
          // The middle of the window in degrees, near enough for choosing lines.
          const lat = lat0 + view.y / 111.2, lon = lon0 + view.x / 111.2 / Math.max(Math.cos(lat * rad), 0.1);
          const across = width / view.scale / 111.2 / Math.max(Math.cos(lat * rad), 0.1) / 2 + each, up = height / view.scale / 111.2 / 2 + each;
          const places = each < 0.1 ? 2 : each < 1 ? 1 : 0, name = (v, p, n) => Math.abs(v).toFixed(places) + "° " + (v < 0 ? n : p);
          brush.strokeStyle = "#566072"; brush.globalAlpha = 0.22; brush.lineWidth = 0.8; brush.beginPath();
          const labels = [];
          const curve = (at, from, to, label) => {
            let last = null;
            for (let i = 0; i <= 24; i++) {
              const p = at(from + (to - from) * i / 24), x = px(p[0]), y = py(p[1]);
              i ? brush.lineTo(x, y) : brush.moveTo(x, y);
              if (last) label(last, [x, y]);
              last = [x, y];
            }
          };
          const crossing = (a, b, k, edge) => (a[k] - edge) * (b[k] - edge) <= 0 && a[k] !== b[k] ? a[1 - k] + (b[1 - k] - a[1 - k]) * (edge - a[k]) / (b[k] - a[k]) : NaN;
          for (let m = Math.ceil((lon - across) / each); m * each <= lon + across; m++)
            curve(t => project(m * each, t), Math.max(lat - up, -89.9), Math.min(lat + up, 89.9), (a, b) => {
              const x = crossing(a, b, 1, height - 1);
              if (x > 190 && x < width - 20) labels.push([name((m * each + 540) % 360 - 180, "E", "W"), x, height - 5, "center"]);
            });
          for (let m = Math.ceil((lat - up) / each); m * each <= lat + up; m++)
            if (Math.abs(m * each) < 89.9) curve(t => project(t, m * each), lon - across, lon + across, (a, b) => {
              const y = crossing(a, b, 0, 0);
              if (y > 34 && y < height - 40) labels.push([name(m * each, "N", "S"), 4, y - 3, "left"]);
            });
          brush.stroke(); brush.globalAlpha = 1;
          return labels;
        }

        function words(text, x, y, align, colour, weight, size) {
          brush.font = (weight || "") + " " + (size || 12) + "px " + font; brush.textAlign = align;
          brush.strokeStyle = "#fff"; brush.lineWidth = 3; brush.lineJoin = "round";
          brush.strokeText(text, x, y);
          brush.fillStyle = colour; brush.fillText(text, x, y);
        }

        function names() {
          const taken = [[0, height - 44, 190, height], [width - 44, 0, width, 44], [0, 0, 150, 30]];
          brush.font = "12px " + font;
          for (const [name, lon, lat] of page.places) {
            const p = project(lon, lat), x = px(p[0]), y = py(p[1]);
            if (x < 4 || y < 4 || x > width - 4 || y > height - 4) continue;
            const w = brush.measureText(name).width;
            for (const [dx, dy, align, left] of [[6, 4, "left", 6], [-6, 4, "right", -6 - w], [0, -7, "center", -w / 2], [0, 16, "center", -w / 2]]) {
              const b = [x + left - 2, y + dy - 12, x + left + w + 2, y + dy + 4];
              if (b[0] < 0 || b[2] > width || b[1] < 0 || b[3] > height || taken.some(t => t[0] < b[2] && b[0] < t[2] && t[1] < b[3] && b[1] < t[3])) continue;
              taken.push(b);
              brush.fillStyle = "#1d2430"; brush.fillRect(x - 1.8, y - 1.8, 3.6, 3.6);
              words(name, x + dx, y + dy, align, "#1d2430");
              break;
            }
          }
        }

        function scaleBar() {
          const longest = Math.min(width / 4, 170) / view.scale;
          const length = [2000, 1000, 500, 200, 100, 50, 20, 10, 5, 2, 1, 0.5, 0.2, 0.1].find(l => l <= longest) || 0.05;
          const size = length * view.scale, x = 12, y = height - 12;
          brush.fillStyle = "rgba(255,255,255,.85)"; brush.fillRect(x - 8, y - 24, size + 16, 32);
          brush.strokeStyle = "#1d2430"; brush.lineWidth = 1.5; brush.setLineDash([]);
          brush.beginPath(); brush.moveTo(x, y - 5); brush.lineTo(x, y); brush.lineTo(x + size, y); brush.lineTo(x + size, y - 5); brush.stroke();
          words(length < 1 ? length * 1000 + " m" : length + " km", x + size / 2, y - 8, "center", "#1d2430");
        }

        function northArrow() {
          const x = width - 22, y = 10;
          brush.fillStyle = "rgba(255,255,255,.85)"; brush.beginPath(); brush.arc(x, y + 15, 18, 0, 7); brush.fill();
          brush.fillStyle = "#1d2430"; brush.beginPath(); brush.moveTo(x, y); brush.lineTo(x + 5, y + 15); brush.lineTo(x, y + 11); brush.lineTo(x - 5, y + 15); brush.fill();
          words("N", x, y + 28, "center", "#1d2430", "bold");
        }

        /// Shows a step and, where a base is given, what `shown` gained and lost since.
        function draw(step, base, shown) {
          brush.setTransform(dots, 0, 0, dots, 0, 0);
          brush.setLineDash([]); brush.lineJoin = "round";
          brush.fillStyle = "#fff"; brush.fillRect(0, 0, width, height);
          if (borderLayer >= 0) { path(rings(standing(borderLayer, step)), true); brush.fillStyle = "#f4f6f9"; brush.fill("evenodd"); }
          const labels = graticule();
          const known = page.map[step] !== null;
          const held = known ? ground.map(l => rings(standing(l, step))) : [];
          held.forEach((r, i) => { path(r, true); brush.fillStyle = filling(page.holders[i].colour, page.holders[i].pattern); brush.fill(); });
          if (known && base !== null && page.map[base] !== null && page.holders.length) {
            const change = rings(differing(ground[shown], base, step));
            for (const [at, other, colour, kind] of [[step, base, "#0072b2", "up"], [base, step, "#e69f00", "down"]]) {
              brush.save();
              path(rings(standing(ground[shown], at)), true); brush.clip();
              path(rings(standing(ground[shown], other)), true); brush.rect(-9, -9, width + 18, height + 18); brush.clip("evenodd");
              path(change, true);
              brush.fillStyle = "#fff"; brush.fill();
              brush.fillStyle = filling(colour, kind); brush.fill();
              brush.strokeStyle = colour; brush.lineWidth = 2.5; brush.stroke();
              brush.restore();
            }
          }
          held.forEach((r, i) => { path(r, true); brush.strokeStyle = page.holders[i].colour; brush.lineWidth = 0.8; brush.stroke(); });
          if (borderLayer >= 0) {
            path(rings(standing(borderLayer, step)), true);
            brush.strokeStyle = "#566072"; brush.lineWidth = 1.2; brush.setLineDash([7, 3, 1.5, 3]); brush.stroke(); brush.setLineDash([]);
          }
          if (known && lineLayer >= 0) {
            path(rings(standing(lineLayer, step)), false);
            brush.strokeStyle = "rgba(255,255,255,.8)"; brush.lineWidth = 4; brush.stroke();
            brush.strokeStyle = "#1d2430"; brush.lineWidth = 2; brush.stroke();
          }
          names();
          for (const l of labels) words(l[0], l[1], l[2], l[3], "#566072");
          words(iso(page.days[step]), 8, 20, "left", "#1d2430", "bold", 16);
          if (!known) words("no map", width / 2, height / 2, "center", "#566072", "bold", 18);
          scaleBar(); northArrow();
        }

        """#
}
