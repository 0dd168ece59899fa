import { createTheme, Drawer, Menu, Modal, Popover, Tooltip } from "@mantine/core";

// Scrolling happens in the panes, never in the page: nothing has to be locked, so no style element is made for it.
export const theme = createTheme({
  primaryColor: "indigo",
  primaryShade: 8,
  autoContrast: true,
  respectReducedMotion: true,
  cursorType: "pointer",
  components: {
    Menu: Menu.extend({
      defaultProps: { withInitialFocusPlaceholder: false, transitionProps: { duration: 100 }, shadow: "md" },
    }),
    Modal: Modal.extend({ defaultProps: { lockScroll: false, transitionProps: { duration: 120 }, centered: true } }),
    Drawer: Drawer.extend({ defaultProps: { lockScroll: false, transitionProps: { duration: 120 } } }),
    Popover: Popover.extend({ defaultProps: { transitionProps: { duration: 100 }, shadow: "md" } }),
    Tooltip: Tooltip.extend({ defaultProps: { openDelay: 350, transitionProps: { duration: 100 } } }),
  },
});
