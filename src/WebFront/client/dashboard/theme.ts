import { createTheme } from "@mantine/core";

// Scrolling happens in the panes, never in the page: nothing has to be locked, so no style element is made for it.
// Components are named, not imported: those of the desk stay out of the first chunk.
export const theme = createTheme({
  primaryColor: "indigo",
  primaryShade: 8,
  autoContrast: true,
  respectReducedMotion: true,
  cursorType: "pointer",
  components: {
    Menu: {
      defaultProps: {
        withInitialFocusPlaceholder: false, withinPortal: false, transitionProps: { duration: 100 }, shadow: "md",
      },
    },
    Modal: { defaultProps: { lockScroll: false, transitionProps: { duration: 120 }, centered: true } },
    Drawer: { defaultProps: { lockScroll: false, transitionProps: { duration: 120 } } },
    Popover: { defaultProps: { transitionProps: { duration: 100 }, shadow: "md" } },
    Tooltip: { defaultProps: { openDelay: 350, transitionProps: { duration: 100 } } },
  },
});
