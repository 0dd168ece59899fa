import { Modal } from "@mantine/core";
import { Fragment, type ReactElement } from "react";
import { useTranslation } from "react-i18next";
import classes from "./HelpSheet.module.css";

const shortcuts = [
  { keys: ["j"], says: "keys.next" }, { keys: ["k"], says: "keys.previous" }, { keys: ["Enter"], says: "keys.open" },
  { keys: ["r"], says: "keys.write" }, { keys: ["n"], says: "keys.note" }, { keys: ["a"], says: "keys.assign" },
  { keys: ["e"], says: "keys.end" }, { keys: ["/"], says: "keys.search" }, { keys: ["g", "i"], says: "keys.inbox" },
  { keys: ["?"], says: "keys.help" }, { keys: ["Esc"], says: "keys.escape" },
] as const;

export function HelpSheet({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }): ReactElement {
  const { t } = useTranslation();
  return (
    <Modal opened={isOpen} onClose={onClose} title={t("keys.title")} size={400}
      closeButtonProps={{ "aria-label": t("close") }}>
      <dl className={classes.keys}>
        {shortcuts.map(({ keys, says }) => (
          <div className={classes.key} key={says}>
            <dt>{t(says)}</dt>
            <dd>
              {keys.map((key, index) => (
                <Fragment key={key}>{index > 0 && t("keys.then")}<kbd>{key}</kbd></Fragment>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}
