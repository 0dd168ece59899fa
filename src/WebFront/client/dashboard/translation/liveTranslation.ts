// Live Translation of one operator's conversations: which are switched on, remembered in the browser, and the contact's
// messages in her own language. What cannot be translated is shown as it is: nothing here holds a message back.
import { durableStorage, type DurableStorage } from "../../connection/durableStorage";
import type { ConversationId, LanguagePair, OperatorId, TargetLanguages } from "../../protocol/protocol";
import type { OperatorConnection } from "../desk/desk";
import { ownLanguage } from "../settings/settings";
import { Store } from "../store";
import { withoutRegion } from "./languages";
import { nothingTranslated, suggestedLanguage, untranslated, withMessages, type TranslationState } from "./translationState";
import type { DeskState } from "../desk/deskState";

export class LiveTranslation {
  readonly store = new Store<ReadonlyMap<ConversationId, TranslationState>>(new Map());
  readonly #desk: Store<DeskState>;
  readonly #connection: OperatorConnection;
  readonly #storage: DurableStorage;
  readonly #prefix: string;
  #writtenIn = ownLanguage();

  constructor(desk: Store<DeskState>, connection: OperatorConnection, me: OperatorId, storage: DurableStorage = durableStorage()) {
    this.#desk = desk;
    this.#connection = connection;
    this.#storage = storage;
    this.#prefix = `messagecenter.translation/${me}/`;
  }

  of(id: ConversationId): TranslationState {
    return this.store.state.get(id) ?? { ...nothingTranslated, language: this.#storage.get(this.#prefix + id) };
  }

  /** The languages of the next message; null: as it is written. */
  languagesOf(id: ConversationId): LanguagePair | null {
    const { language } = this.of(id);
    return language === null ? null : { from: ownLanguage(), to: language };
  }

  /** Called when a conversation is on the screen, and when her own language changed. */
  async open(id: ConversationId): Promise<void> {
    if (this.#writtenIn !== ownLanguage()) {
      this.#writtenIn = ownLanguage();
      this.store.update(() => new Map());
    }
    const targets = await this.#readTargets(id);
    this.#change(id, held => ({ ...held, targets }));
  }

  /** The switch. */
  turn(id: ConversationId, isOn: boolean): void {
    const { targets } = this.of(id);
    const locale = this.#desk.state.conversations.get(id)?.head.locale ?? "";
    const languages = typeof targets === "string" ? [] : targets.languages;
    this.choose(id, isOn ? suggestedLanguage(languages, withoutRegion(locale), this.#storage.get(`${this.#prefix}last`)) : null);
  }

  choose(id: ConversationId, language: string | null): void {
    if (language === null) {
      this.#storage.remove(this.#prefix + id);
    } else {
      this.#storage.set(this.#prefix + id, language);
      this.#storage.set(`${this.#prefix}last`, language);
    }
    // What was said of another language is no longer true.
    this.#change(id, held => ({ ...held, language, messages: new Map() }));
    this.follow(id);
  }

  /** Asks for what is on the screen and not translated yet. */
  follow(id: ConversationId): void {
    const held = this.of(id);
    const languages = this.languagesOf(id);
    const seqs = untranslated(held, this.#desk.state.conversations.get(id)?.entries ?? []);
    if (languages !== null && seqs.length > 0 && this.#connection.state().kind === "connected") void this.#translate(id, seqs, languages);
  }

  /** One message once more, which could not be translated. */
  retry(id: ConversationId, seq: number): void {
    const languages = this.languagesOf(id);
    if (languages !== null) void this.#translate(id, [seq], languages);
  }

  async #translate(id: ConversationId, seqs: readonly number[], languages: LanguagePair): Promise<void> {
    // Her own words the other way round.
    const asked = { from: languages.to, to: languages.from };
    this.#change(id, held => withMessages(held, seqs, () => "loading"));
    try {
      const list = await this.#connection.invoke("ReadTranslations", { conversationId: id, seqs: [...seqs], languages: asked });
      const told = new Map(list?.translations.map(one => [one.seq, one.translation]));
      if (this.of(id).language !== languages.to) return;
      this.#change(id, held => withMessages(held, seqs, seq => told.get(seq) ?? { language: asked.to, text: null, problem: "engineFailed" }));
      this.follow(id);
    } catch {
      if (this.of(id).language !== languages.to) return;
      // She can try again; nothing does so by itself.
      this.#change(id, held => withMessages(held, seqs, () => ({ language: asked.to, text: null, problem: "engineFailed" })));
    }
  }

  async #readTargets(id: ConversationId): Promise<TargetLanguages | "failed"> {
    try {
      return await this.#connection.invoke("ReadTargetLanguages", { conversationId: id, from: ownLanguage() }) ?? "failed";
    } catch {
      return "failed";
    }
  }

  #change(id: ConversationId, change: (held: TranslationState) => TranslationState): void {
    const next = change(this.of(id));
    this.store.update(state => new Map(state).set(id, next));
  }
}
