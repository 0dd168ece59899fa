namespace MessageCenter.WebFront.Attachments;

/// <summary>A kind of file that may be sent. The list is closed: what is none of these is refused.</summary>
/// <param name="ContentType">As it is served.</param>
/// <param name="Image">The format, where it is an image that will be drawn anew.</param>
/// <param name="Extensions">What its name may end in; the first one is added to a name that ends otherwise.</param>
internal sealed record FileKind(string ContentType, ImageFormat? Image, params string[] Extensions)
{
    private const string Office = "application/vnd.openxmlformats-officedocument.";
    private const string Open = "application/vnd.oasis.opendocument.";

    public static readonly FileKind Png = new("image/png", ImageFormat.Png, ".png");
    public static readonly FileKind Jpeg = new("image/jpeg", ImageFormat.Jpeg, ".jpg", ".jpeg");
    public static readonly FileKind Gif = new("image/gif", ImageFormat.Gif, ".gif");
    public static readonly FileKind Webp = new("image/webp", ImageFormat.Webp, ".webp");
    public static readonly FileKind Pdf = new("application/pdf", null, ".pdf");
    public static readonly FileKind Text = new("text/plain", null, ".txt", ".csv", ".log", ".md");
    public static readonly FileKind Mp3 = new("audio/mpeg", null, ".mp3");
    public static readonly FileKind Ogg = new("audio/ogg", null, ".ogg", ".oga", ".opus");
    public static readonly FileKind WebAudio = new("audio/webm", null, ".webm", ".weba");
    public static readonly FileKind M4a = new("audio/mp4", null, ".m4a");
    public static readonly FileKind Wave = new("audio/wav", null, ".wav");
    public static readonly FileKind Document = new(Office + "wordprocessingml.document", null, ".docx");
    public static readonly FileKind Workbook = new(Office + "spreadsheetml.sheet", null, ".xlsx");
    public static readonly FileKind Presentation = new(Office + "presentationml.presentation", null, ".pptx");
    public static readonly FileKind OpenText = new(Open + "text", null, ".odt");
    public static readonly FileKind OpenSheet = new(Open + "spreadsheet", null, ".ods");
    public static readonly FileKind OpenSlides = new(Open + "presentation", null, ".odp");

    /// <summary>The kind in which images of a format are kept.</summary>
    public static FileKind Of(ImageFormat format) => format switch
    {
        ImageFormat.Png => Png,
        ImageFormat.Jpeg => Jpeg,
        ImageFormat.Gif => Gif,
        _ => Webp,
    };
}
