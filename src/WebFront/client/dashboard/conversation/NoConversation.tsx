import { IconMessages } from "@tabler/icons-react";
import type { ReactElement } from "react";
import { Trans, useTranslation } from "react-i18next";
import classes from "./ConversationPane.module.css";

export function NoConversation(): ReactElement {
  const { t } = useTranslation();
  return (
    <div className={classes.pane}>
      <div className={classes.middle}>
        <IconMessages size={36} stroke={1.2} aria-hidden />
        <p>{t("conversation.none")}</p>
        <span><Trans i18nKey="conversation.noneHint" components={{ key: <kbd /> }} /></span>
      </div>
    </div>
  );
}
