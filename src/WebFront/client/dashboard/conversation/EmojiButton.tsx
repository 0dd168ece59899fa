import { ActionIcon, Popover } from "@mantine/core";
import { IconMoodSmile } from "@tabler/icons-react";
import { lazy, Suspense, useState, type ReactElement } from "react";
import { useTranslation } from "react-i18next";
import classes from "./Composer.module.css";

const EmojiPicker = lazy(async () => ({ default: (await import("./EmojiPicker")).EmojiPicker }));

export function EmojiButton({ onPick }: { onPick: (emoji: string) => void }): ReactElement {
  const { t } = useTranslation();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <Popover opened={isOpen} onChange={setIsOpen} position="top-start" trapFocus returnFocus>
      <Popover.Target>
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t("composer.emoji")}
          onClick={() => { setIsOpen(open => !open); }}>
          <IconMoodSmile size={19} aria-hidden />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown aria-label={t("composer.emoji")} p={4}>
        <div className={classes.picker}>
          <Suspense fallback={null}>
            <EmojiPicker onPick={emoji => {
              setIsOpen(false);
              onPick(emoji);
            }} />
          </Suspense>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
