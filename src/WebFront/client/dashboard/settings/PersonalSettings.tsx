import { Button, NativeSelect, SegmentedControl, Slider, Switch, useMantineColorScheme } from "@mantine/core";
import { IconKeyboard, IconLogout, IconMail } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useId, type ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { sounds } from "../attention/sounds";
import { signOut } from "../session/session";
import { useStore } from "../store";
import { writableLanguages } from "../translation/languages";
import { changeLanguage, languageOf } from "../words/words";
import classes from "./PersonalSettings.module.css";
import { changeSettings, settings } from "./settings";

interface PersonalSettingsProps {
  readonly email: string;
  readonly isAdministrator: boolean;
  readonly onHelp: () => void;
  readonly onLeave: () => void;
}

export function PersonalSettings({ email, isAdministrator, onHelp, onLeave }: PersonalSettingsProps): ReactElement {
  const { t } = useTranslation();
  return (
    <div className={classes.settings}>
      <div>
        <h2 className={classes.title}>{t("settings.title")}</h2>
        <p className={classes.email}>{email}</p>
      </div>
      <Appearance />
      <LanguageChoice />
      <OwnLanguageChoice />
      <SoundChoice />
      <EnterChoice />
      <div className={classes.foot}>
        {isAdministrator && (
          <Link to="/email" className={`${classes.command ?? ""} ${classes.onPhone ?? ""}`} onClick={onLeave}>
            <IconMail size={16} aria-hidden />{t("mail.title")}
          </Link>
        )}
        <button type="button" className={classes.command} onClick={onHelp}>
          <IconKeyboard size={16} aria-hidden />{t("settings.shortcuts")}<kbd>?</kbd>
        </button>
        <button type="button" className={classes.command} onClick={() => void signOut()}>
          <IconLogout size={16} aria-hidden />{t("settings.signOut")}
        </button>
      </div>
    </div>
  );
}

function Appearance(): ReactElement {
  const { t } = useTranslation();
  const id = useId();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <div>
      <span className={classes.label} id={id}>{t("settings.appearance")}</span>
      <SegmentedControl fullWidth size="xs" aria-labelledby={id} value={colorScheme}
        data={[
          { value: "light", label: t("settings.light") },
          { value: "dark", label: t("settings.dark") },
          { value: "auto", label: t("settings.auto") },
        ]}
        onChange={value => { setColorScheme(value === "light" || value === "dark" ? value : "auto"); }} />
    </div>
  );
}

function LanguageChoice(): ReactElement {
  const { t } = useTranslation();
  const id = useId();
  const language = useStore(settings, current => current.language);
  return (
    <div>
      <span className={classes.label} id={id}>{t("settings.language")}</span>
      <SegmentedControl fullWidth size="xs" aria-labelledby={id} value={language}
        data={[{ value: "en", label: "English" }, { value: "de", label: "Deutsch" }]}
        onChange={value => {
          const next = languageOf(value);
          changeSettings({ language: next });
          void changeLanguage(next);
        }} />
    </div>
  );
}

/** For Live Translation: her profile's language, which need not be one that the screen speaks. */
function OwnLanguageChoice(): ReactElement {
  const { t, i18n } = useTranslation();
  const own = useStore(settings, current => current.ownLanguage ?? current.language);
  return (
    <NativeSelect size="xs" label={t("settings.ownLanguage")} description={t("settings.ownLanguageHint")} value={own}
      data={writableLanguages(i18n.language)} onChange={event => { changeSettings({ ownLanguage: event.currentTarget.value }); }} />
  );
}

function SoundChoice(): ReactElement {
  const { t } = useTranslation();
  const { hasSound, volume } = useStore(settings, current => current);
  return (
    <div>
      <Switch size="sm" label={t("settings.sound")} description={t("settings.soundHint")} checked={hasSound}
        labelPosition="right" onChange={event => { changeSettings({ hasSound: event.currentTarget.checked }); }} />
      {hasSound && (
        <div className={classes.volume}>
          <span aria-hidden="true">{t("settings.volume")}</span>
          <Slider size="sm" min={0} max={100} step={5} value={volume} label={null} thumbLabel={t("settings.volume")}
            onChange={value => { changeSettings({ volume: value }); }} />
          <Button size="compact-xs" variant="default" onClick={() => { sounds.newConversation(); }}>
            {t("settings.soundTest")}
          </Button>
        </div>
      )}
    </div>
  );
}

function EnterChoice(): ReactElement {
  const { t } = useTranslation();
  const enterSends = useStore(settings, current => current.enterSends);
  return (
    <Switch size="sm" label={t("settings.enterSends")} description={t("settings.enterSendsHint")} checked={enterSends}
      onChange={event => { changeSettings({ enterSends: event.currentTarget.checked }); }} />
  );
}
