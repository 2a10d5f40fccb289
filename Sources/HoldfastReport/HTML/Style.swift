/// The page's style sheet. Colours: Okabe and Ito, "Color Universal Design" (2008), told apart by people who are colour-blind.
enum Style {
    static let sheet = """
        :root{color-scheme:light;--ink:#1d2430;--soft:#566072;--rule:#d5dae2;--paper:#fff;--tint:#f4f6f9;--blue:#0072b2;--vermilion:#d55e00;--orange:#e69f00;--green:#009e73;--sky:#56b4e9}
        *{box-sizing:border-box}
        html{-webkit-text-size-adjust:100%}
        body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Liberation Sans",Arial,sans-serif;overflow-wrap:anywhere}
        header,main,footer{max-width:960px;margin:0 auto;padding:0 20px}
        header{padding-top:28px}
        h1{font-size:1.75rem;line-height:1.2;margin:.2em 0 .3em}
        h2{font-size:1.2rem;margin:2.2em 0 .5em;padding-top:.5em;border-top:1px solid var(--rule)}
        p{margin:.4em 0}
        .kicker{color:var(--soft);font-size:.85rem;letter-spacing:.06em;text-transform:uppercase;margin:0}
        .soft,figcaption,caption{color:var(--soft);font-size:.9rem}
        .verdict{border:1px solid var(--rule);border-left:10px solid var(--soft);border-radius:4px;padding:14px 18px;margin:18px 0;background:var(--tint)}
        .verdict h2{border:0;margin:0;padding:0;font-size:1rem;color:var(--soft);font-weight:600}
        .verdict .state{font-size:2.1rem;line-height:1.15;font-weight:800;letter-spacing:.02em;text-transform:uppercase;margin:.1em 0 .3em}
        .verdict ul{margin:.3em 0;padding-left:1.2em}
        .verdict.holding{border-left-color:var(--green)}.verdict.strained{border-left-color:#c9b800}.verdict.failing{border-left-color:var(--orange)}.verdict.collapsed{border-left-color:var(--vermilion)}
        .figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(150px,1fr));gap:10px;margin:14px 0 0}
        .figures div{background:var(--paper);border:1px solid var(--rule);border-radius:4px;padding:8px 12px}
        .figures dt{color:var(--soft);font-size:.82rem}.figures dd{margin:0;font-size:1.25rem;font-weight:700;overflow-wrap:normal}.figures dd small{display:block;font-size:.8rem;font-weight:400;color:var(--soft)}
        figure{margin:.6em 0}
        .picture{overflow-x:auto;border:1px solid var(--rule);border-radius:4px;background:var(--paper)}
        .picture svg{display:block;width:100%;height:auto}
        svg text{font:12px system-ui,-apple-system,"Segoe UI",Roboto,"Liberation Sans",Arial,sans-serif;fill:var(--ink)}
        svg .quiet{fill:var(--soft)}svg .end{text-anchor:end}svg .mid{text-anchor:middle}svg .strong{font-weight:700}
        svg .halo{paint-order:stroke;stroke:#fff;stroke-width:3px;stroke-linejoin:round}
        .legend{list-style:none;display:flex;flex-wrap:wrap;gap:4px 18px;padding:0;margin:.5em 0;font-size:.88rem}
        .legend li{display:flex;align-items:center;gap:6px}
        .legend svg{flex:none}
        .wide{overflow-x:auto;margin:.6em 0}
        table{border-collapse:collapse;width:100%;font-size:.9rem;font-variant-numeric:tabular-nums}
        caption{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}.over{margin:.9em 0 0}.over+.wide{margin-top:.1em}
        .wide{position:relative}
        th,td{padding:5px 9px;text-align:left;vertical-align:top;border-bottom:1px solid var(--rule)}
        thead th{border-bottom:2px solid var(--soft);font-weight:600;white-space:nowrap}
        tr>:first-child{padding-left:0}tbody th{font-weight:600}
        .n{text-align:right;white-space:nowrap}
        time{white-space:nowrap}tbody th{min-width:7em}
        code{font-family:ui-monospace,"Liberation Mono",Consolas,monospace;font-size:.82em;word-break:break-all}
        .wide td,.wide th{overflow-wrap:normal}.wide code{display:inline-block;min-width:16em}
        .badge{display:inline-block;padding:0 .5em;border-radius:3px;font-weight:700;border:1px solid var(--soft);background:#fff;white-space:nowrap}
        .holding,.met{--c:#bfe6d9}.strained{--c:#f7efa0}.failing{--c:#f8d899}.collapsed,.breached{--c:#f3c3a0}.undetermined{--c:#e8ebf0}
        .badge,.strip td{background:var(--c,#fff)}
        .badge.undetermined,.strip td.undetermined{background:repeating-linear-gradient(45deg,#fff 0 4px,#dfe3ea 4px 8px)}
        .strip table,table.strip{width:auto}
        table.strip td{width:2.5em;min-width:2.5em;padding:2px 0;text-align:center;font-weight:700;border:1px solid #fff}
        table.strip th{min-width:0;padding:2px 8px 2px 0;border:0;white-space:nowrap}table.strip thead th{padding:2px 0;text-align:center;color:var(--soft);font-weight:400}table.strip thead th:first-child{text-align:left}
        details{margin:.5em 0}summary{cursor:pointer;color:var(--blue)}
        a{color:var(--blue)}
        footer{margin-top:3em;padding-top:1em;padding-bottom:2.5em;border-top:1px solid var(--rule);color:var(--soft);font-size:.88rem}
        @media (max-width:640px){
        header,main,footer{padding-left:12px;padding-right:12px}h1{font-size:1.35rem}.verdict .state{font-size:1.6rem}
        .picture svg{width:680px;max-width:none}svg text{font-size:14px}
        .figures{grid-template-columns:repeat(auto-fit,minmax(120px,1fr))}.figures dd{font-size:1.1rem;white-space:nowrap}.figures dd small{white-space:normal}
        table.strip td{font-size:.8rem;width:1.8em;min-width:1.8em}table.strip thead th{font-size:.62rem}svg .alt{display:none}
        }
        @page{size:A4;margin:14mm}
        @media print{
        body{font-size:10.5pt}header,main,footer{max-width:none;padding:0}.figures{grid-template-columns:repeat(5,1fr)}.wide code{min-width:0}
        h2,h3,h4,summary{break-after:avoid}figure,.verdict,tr,.figures{break-inside:avoid}
        .picture,.wide{overflow:visible}svg text{font-size:14px}svg .alt{display:none}
        details:not([open]){display:none}
        *{-webkit-print-color-adjust:exact;print-color-adjust:exact}
        }
        """
}
