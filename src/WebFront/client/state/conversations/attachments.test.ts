import { describe, expect, it } from "vitest";
import type { Attachment } from "../../protocol/protocol";
import { attachmentKind, extensionOf, shownSize, sizeWords } from "./attachments";

const photo: Attachment = {
  attachmentId: "a", name: "photo.png", contentType: "image/png", size: 10, width: 4_000, height: 1_000,
};

describe("an attachment", () => {
  it("is shown as what it is", () => {
    expect(attachmentKind(photo)).toBe("image");
    expect(attachmentKind({ ...photo, width: null, height: null, contentType: "audio/ogg" })).toBe("audio");
    expect(attachmentKind({ ...photo, width: null, height: null, contentType: "application/pdf" })).toBe("file");
  });

  it("keeps its proportions within the room there is, and never grows", () => {
    expect(shownSize(photo, 320, 240)).toEqual({ width: 320, height: 80 });
    expect(shownSize({ ...photo, width: 20, height: 400 }, 320, 240)).toEqual({ width: 12, height: 240 });
    expect(shownSize({ ...photo, width: 32, height: 16 }, 320, 240)).toEqual({ width: 32, height: 16 });
    expect(shownSize({ ...photo, width: 9_000, height: 1 }, 320, 240).height).toBe(1);
  });

  it("says its size in words of the language", () => {
    expect(sizeWords(1_440_000, "en")).toBe("1.4 MB");
    expect(sizeWords(1_440_000, "de")).toBe("1,4 MB");
    expect(sizeWords(20_400, "en")).toBe("20 kB");
  });

  it("has an ending or none", () => {
    expect(extensionOf("a.tar.gz")).toBe("GZ");
    expect(extensionOf("README")).toBe("");
  });
});
