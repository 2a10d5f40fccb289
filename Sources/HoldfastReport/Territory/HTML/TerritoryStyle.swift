/// What the page of territory needs beside ``Style``.
enum TerritoryStyle {
    static let sheet = """
        .stage{display:none}.live .stage{display:block}.live .still{display:none}
        .bar{display:flex;flex-wrap:wrap;gap:6px 14px;align-items:center;margin:.5em 0}
        .bar fieldset{display:flex;flex-wrap:wrap;gap:4px 16px;align-items:center;border:0;padding:0;margin:0}.bar legend{float:left;padding:0 4px 0 0;font-weight:600}
        .bar label{display:inline-flex;gap:5px;align-items:center;font-size:.92rem}
        button,select,input[type=date]{font:inherit;font-size:.92rem;color:var(--ink);background:var(--paper);border:1px solid var(--soft);border-radius:4px;padding:4px 10px;min-height:34px}
        button{cursor:pointer}button:hover{background:var(--tint)}#play{min-width:6.2em}
        input[type=range]{width:100%;margin:.3em 0;accent-color:var(--blue);min-height:28px}input[type=radio]{accent-color:var(--blue)}
        :focus-visible{outline:3px solid var(--blue);outline-offset:2px}
        #now{min-height:3em;font-variant-numeric:tabular-nums}
        .canvas{position:relative;border:1px solid var(--rule);border-radius:4px;overflow:hidden}
        canvas{display:block;width:100%;height:min(70vh,620px)}canvas:focus-visible{outline-offset:-3px}
        .zoom{position:absolute;right:8px;bottom:24px;display:flex;flex-wrap:wrap;justify-content:flex-end;gap:4px;max-width:60%}.zoom button{background:rgba(255,255,255,.9)}
        .curve{position:relative;margin:.4em 0 1.9em 4.6em;height:190px;border-left:1px solid var(--soft);border-bottom:1px solid var(--soft)}
        .curve svg{position:absolute;inset:0;width:100%;height:100%}
        .curve span{position:absolute;font-size:.78rem;color:var(--soft);white-space:nowrap;line-height:1}
        .curve .y{right:calc(100% + 6px);transform:translateY(-50%)}.curve .x{top:calc(100% + 6px);transform:translateX(-50%)}.curve .x.first{transform:none}.curve .x.last{transform:translateX(-100%)}
        #cursor,#basemark{display:none;position:absolute;top:0;bottom:0;width:0;pointer-events:none}
        .live #cursor{display:block;border-left:2px solid var(--ink)}.live #basemark:not([hidden]){display:block;border-left:2px dashed var(--soft)}
        .live #curve{cursor:ew-resize;touch-action:pan-y}
        a[aria-current]{font-weight:700;text-decoration:underline;color:var(--ink)}
        details .wide{max-height:32em;overflow:auto}
        @media (max-width:640px){canvas{height:min(62vh,460px)}.curve{margin-left:3.9em;height:150px}.curve .x.alt{display:none}.still svg{width:680px;max-width:none}#now{min-height:6em}button,select,input[type=date]{min-height:40px}}
        @media print{.live .stage .bar,.live .stage input,.zoom,#keys{display:none}canvas{height:auto;max-height:115mm}details .wide{max-height:none}.canvas,.curve{break-inside:avoid}}
        @media (prefers-reduced-motion:reduce){*{scroll-behavior:auto!important;transition:none!important}}
        """
}
