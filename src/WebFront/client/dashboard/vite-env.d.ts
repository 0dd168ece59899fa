/// <reference types="vite/client" />

interface ImportMetaEnv {
  /** True only in the development build that answers from made-up data instead of a server. */
  readonly VITE_FAKE_HUB: boolean;
}
