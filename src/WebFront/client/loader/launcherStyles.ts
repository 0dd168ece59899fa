// The launcher's styles live in a shadow root. `:host` with !important wins over every rule of the page, since for
// important declarations the inner scope is the stronger one; `all: initial` stops what would be inherited.
// `direction` is the side: everything stands at the inline end, so a launcher on the left is one that reads from right to left.
export const launcherStyles =
  ":host{all:initial!important;position:fixed!important;z-index:2147483000!important}"
  + "[hidden]{display:none!important}*{transition:.15s!important}"
  + "button{all:unset;position:fixed;inset-inline-end:20px;bottom:20px;width:60px;height:60px;"
  + "border-radius:50%;background:var(--accent);color:var(--on-accent);cursor:pointer;display:grid;place-items:center;"
  + "box-shadow:0 1px 6px #0002,0 6px 24px #0004}"
  + "button:hover{transform:scale(1.06)}button:active{transform:scale(.96)}"
  + "button:focus-visible{outline:3px solid var(--accent);outline-offset:3px}"
  + "svg{width:28px;fill:none;stroke:currentColor;stroke-width:2;stroke-linecap:round;stroke-linejoin:round}"
  + "[aria-expanded=false] path+path,[aria-expanded=true] path:first-child{opacity:0}"
  + "b{position:absolute;top:-4px;right:-4px;min-width:12px;padding:0 6px;border-radius:18px;background:#c9233a;color:#fff;"
  + "font:600 13px/23px system-ui;text-align:center;box-shadow:0 0 0 2px #fff}"
  + "div{position:fixed;inset-inline-end:20px;bottom:96px;"
  + "width:min(400px,100vw - 40px);height:min(680px,100dvh - 116px);"
  + "border-radius:18px;overflow:hidden;background:var(--surface);box-shadow:0 0 0 1px #0001,0 12px 48px #0004;"
  + "visibility:hidden;opacity:0;transform:translateY(12px)}"
  + "[aria-expanded=true]+div{visibility:visible;opacity:1;transform:none}"
  + "[hidden]+div{bottom:20px}"
  + "iframe{display:block;width:100%;height:100%;border:0}"
  + "@media(max-width:479.9px){div,[hidden]+div{inset:0;width:auto;height:auto;border-radius:0}[aria-expanded=true]{visibility:hidden}}"
  + "@media(prefers-reduced-motion){*{transition:none!important}}";
