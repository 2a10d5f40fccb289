extension PageScript {
    /// Reads the packed shapes, and joins the stretches of a step to rings.
    static let shapes = #"""
        const find = id => document.getElementById(id);
        const page = JSON.parse(find("steps").textContent);
        const steps = page.days.length;
        const iso = day => new Date(day * 864e5).toISOString().slice(0, 10);

        // Transverse Mercator on a sphere about the middle of the maps, in kilometres.
        const radius = 6371.0088, rad = Math.PI / 180, [lon0, lat0] = page.centre;
        function project(lon, lat) {
          const l = ((lon - lon0 + 540) % 360 - 180) * rad, f = lat * rad;
          const b = Math.min(Math.max(Math.cos(f) * Math.sin(l), -0.999999), 0.999999);
          return [radius * Math.atanh(b), radius * (Math.atan2(Math.sin(f), Math.cos(f) * Math.cos(l)) - lat0 * rad)];
        }

        const xs = [], ys = [], begins = [], ends = [], tail = [], head = [];
        const layers = page.layers.map(() => []);
        {
          const text = atob(find("shapes").textContent.trim());
          let at = 0, lon = 0, lat = 0;
          const number = () => {
            let value = 0, scale = 1, b;
            do { b = text.charCodeAt(at++); value += (b & 127) * scale; scale *= 128; } while (b > 127);
            return value;
          };
          const signed = () => { const n = number(); return n % 2 ? -(n + 1) / 2 : n / 2; };
          const nodes = new Map();
          const node = () => {
            const key = lon + "," + lat;
            if (!nodes.has(key)) nodes.set(key, nodes.size);
            return nodes.get(key);
          };
          for (let c = 0, count = number(); c < count; c++) {
            const n = number();
            begins.push(xs.length);
            for (let i = 0; i < n; i++) {
              lon += signed(); lat += signed();
              const [x, y] = project(lon / 1e6, lat / 1e6);
              xs.push(x); ys.push(y);
              if (i === 0) tail.push(node());
              if (i === n - 1) head.push(node());
            }
            ends.push(xs.length);
            for (let k = number(); k > 0; k--) {
              const code = number(), from = number(), length = number();
              layers[code >> 1].push({ chain: c, back: code & 1, from, to: from + length });
            }
          }
        }

        const standing = (layer, step) => layers[layer].filter(s => s.from <= step && step < s.to).map(s => ({ chain: s.chain, back: s.back }));

        // What is inside at one of two steps only, as stretches with the gained on their left and the lost on their right.
        function differing(layer, base, step) {
          const out = [];
          for (const s of layers[layer]) {
            const then = s.from <= base && base < s.to, now = s.from <= step && step < s.to;
            if (now && !then) out.push({ chain: s.chain, back: s.back });
            if (then && !now) out.push({ chain: s.chain, back: 1 - s.back });
          }
          return out;
        }

        // Stretches that follow each other. Every vertex has as many that end as that start, so the rings close.
        function rings(pieces) {
          const starting = new Map(), out = [];
          for (const p of pieces) {
            const at = p.back ? head[p.chain] : tail[p.chain];
            starting.has(at) ? starting.get(at).push(p) : starting.set(at, [p]);
          }
          for (const first of pieces) {
            const ring = [];
            for (let p = first; p && !p.used;) {
              p.used = true;
              ring.push(p);
              const next = starting.get(p.back ? tail[p.chain] : head[p.chain]) || [];
              do p = next.pop(); while (p && p.used);
            }
            if (ring.length) out.push(ring);
          }
          return out;
        }

        function box(pieces) {
          const b = [Infinity, Infinity, -Infinity, -Infinity];
          for (const p of pieces) for (let i = begins[p.chain]; i < ends[p.chain]; i++) {
            b[0] = Math.min(b[0], xs[i]); b[1] = Math.min(b[1], ys[i]); b[2] = Math.max(b[2], xs[i]); b[3] = Math.max(b[3], ys[i]);
          }
          return b;
        }

        """#
}
