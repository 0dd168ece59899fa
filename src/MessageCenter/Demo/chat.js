// What a customer adds to her site: the queue, so that calls made before the loader has arrived are kept, and the boot.
// The widget's key stands on this script's own tag.
window.mc = window.mc || function () { (window.mc.q = window.mc.q || []).push(arguments); };
window.mc("boot", { widgetKey: document.currentScript.dataset.widgetKey });
