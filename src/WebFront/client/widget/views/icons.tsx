// Line icons on a grid of 24, drawn in the colour of the text beside them. They are ornaments: names stand on buttons.
import type { JSX } from "preact";

function icon(path: string, className = "icon"): () => JSX.Element {
  return () => (
    <svg class={className} viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d={path} /></svg>
  );
}

export const BackIcon = icon("m15 5-7 7 7 7");
export const CloseIcon = icon("M6 6l12 12M18 6 6 18");
export const MoreIcon = icon("M5 12h.01M12 12h.01M19 12h.01", "icon dots");
export const SendIcon = icon("M12 19V5M5.5 11.5 12 5l6.5 6.5");
export const EmojiIcon = icon("M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM8.5 14.5c.8 1.1 2 1.8 3.5 1.8s2.7-.7 3.5-1.8M9 9.5h.01M15 9.5h.01");
export const AttachIcon = icon("m20 11.5-8.2 8.2a5 5 0 0 1-7-7l8.4-8.5a3.4 3.4 0 0 1 4.8 4.8l-8.4 8.4a1.7 1.7 0 0 1-2.4-2.4l7.7-7.7");
export const NextIcon = icon("m9 5 7 7-7 7");
export const DownIcon = icon("M12 5v14M5.5 12.5 12 19l6.5-6.5");
export const ClockIcon = icon("M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM12 7.5V12l3 2", "mark");
export const TickIcon = icon("m5 12.5 4.5 4.5L19 7.5", "mark");
export const TicksIcon = icon("m1.5 12.5 4.5 4.5L15 7.5M11 15.5l1.5 1.5L22 7.5", "mark");
export const StarIcon = icon("m12 3 2.7 5.9 6.3.7-4.7 4.3 1.3 6.3L12 17l-5.6 3.2 1.3-6.3L3 9.6l6.3-.7L12 3Z", "star");
export const MailIcon = icon("M4 6.5h16v11H4zM4 7l8 6 8-6");
