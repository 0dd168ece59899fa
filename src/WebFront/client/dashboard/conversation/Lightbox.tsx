import { ActionIcon, Modal } from "@mantine/core";
import { IconChevronLeft, IconChevronRight, IconDownload } from "@tabler/icons-react";
import { useEffect, type KeyboardEvent, type ReactElement } from "react";
import { useTranslation } from "react-i18next";
import type { Attachment } from "../../protocol/protocol";
import { mediaUrl } from "./Attachments";
import classes from "./Attachments.module.css";

interface LightboxProps {
  readonly images: readonly Attachment[];
  readonly at: number;
  readonly onMove: (at: number) => void;
  readonly onClose: () => void;
}

/** An image as large as the screen allows; the arrow keys go on to the next of its message, Escape goes back. */
export function Lightbox({ images, at, onMove, onClose }: LightboxProps): ReactElement | null {
  const { t } = useTranslation();
  const image = images[at];
  useEffect(() => {
    const opener = document.activeElement;
    return () => { if (opener instanceof HTMLElement) opener.focus(); };
  }, []);
  if (image === undefined) return null;
  const hasMore = images.length > 1;
  const move = (by: number): void => { onMove((at + by + images.length) % images.length); };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === "Escape") {
      // Handled here, so that the page does not take it for "back" as well.
      event.preventDefault();
      onClose();
    }
    if (!hasMore || (event.key !== "ArrowLeft" && event.key !== "ArrowRight")) return;
    event.preventDefault();
    move(event.key === "ArrowLeft" ? -1 : 1);
  };
  return (
    <Modal opened onClose={onClose} closeOnEscape={false} fullScreen title={<bdi>{image.name}</bdi>} closeButtonProps={{ "aria-label": t("close") }}
      classNames={{ body: classes.lightbox ?? "", content: classes.lightboxContent ?? "" }} onKeyDown={onKeyDown}>
      <img key={image.attachmentId} src={mediaUrl(image, "file")} alt={image.name} width={image.width ?? undefined}
        height={image.height ?? undefined} />
      <div className={classes.lightboxTools}>
        {hasMore && (
          <ActionIcon variant="default" size="xl" onClick={() => { move(-1); }} aria-label={t("files.previous")}>
            <IconChevronLeft aria-hidden />
          </ActionIcon>
        )}
        <span role="status">{t("files.position", { at: at + 1, count: images.length })}</span>
        {hasMore && (
          <ActionIcon variant="default" size="xl" onClick={() => { move(1); }} aria-label={t("files.next")}>
            <IconChevronRight aria-hidden />
          </ActionIcon>
        )}
        <ActionIcon component="a" variant="default" size="xl" href={mediaUrl(image, "file")} download={image.name}
          aria-label={t("files.save", { name: image.name })}>
          <IconDownload aria-hidden />
        </ActionIcon>
      </div>
    </Modal>
  );
}
