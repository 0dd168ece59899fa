using MessageCenter.Domain.Contacts;

namespace MessageCenter.Domain.Tests.Contacts;

public sealed class VisitedUrlTests
{
    [Theory]
    [InlineData("https://shop.example/", "https://shop.example/")]
    [InlineData("http://shop.example:8080/a/b", "http://shop.example:8080/a/b")]
    [InlineData("https://shop.example/dresses/summer-dress-2026-blue?size=38&color=red", null)]
    [InlineData("https://shop.example/?keywords=red+shoes&page=2", null)]
    [InlineData("https://shop.example/sale/summer2026sale50off", null)]
    [InlineData("https://shop.example/app#/orders/12", null)]
    [InlineData("https://shop.example/help#prices", null)]
    [InlineData("https://shop.example/a?flag", null)]
    public void What_tells_nothing_stays(string given, string? stored) => Assert.Equal(stored ?? given, VisitedUrl.Scrub(given));

    [Theory]
    [InlineData("https://vera:canary@shop.example/a", "https://shop.example/a")]
    [InlineData("https://shop.example/?token=canary", "https://shop.example/?token=*")]
    [InlineData("https://shop.example/?access_token=canary&page=2", "https://shop.example/?access_token=*&page=2")]
    [InlineData("https://shop.example/?apiKey=canary", "https://shop.example/?apiKey=*")]
    [InlineData("https://shop.example/?key_id=canary", "https://shop.example/?key_id=*")]
    [InlineData("https://shop.example/?KEY=canary", "https://shop.example/?KEY=*")]
    [InlineData("https://shop.example/?client-secret=canary", "https://shop.example/?client-secret=*")]
    [InlineData("https://shop.example/?pass_word=canary", "https://shop.example/?pass_word=*")]
    [InlineData("https://shop.example/?PHPSESSID=canary", "https://shop.example/?PHPSESSID=*")]
    [InlineData("https://shop.example/?sessionId=canary", "https://shop.example/?sessionId=*")]
    [InlineData("https://shop.example/?code=canary", "https://shop.example/?code=*")]
    [InlineData("https://shop.example/?oauth_verifier=canary", "https://shop.example/?oauth_verifier=*")]
    [InlineData("https://shop.example/?X-Amz-Signature=canary", "https://shop.example/?X-Amz-Signature=*")]
    [InlineData("https://shop.example/?user[email]=canary", "https://shop.example/?user[email]=*")]
    [InlineData("https://shop.example/?to%6ben=canary", "https://shop.example/?token=*")]
    [InlineData("https://shop.example/?page=2;token=canary", "https://shop.example/?page=2&token=*")]
    [InlineData("https://shop.example/?token=a=canary", "https://shop.example/?token=*")]
    public void Values_of_secret_names_go(string given, string stored) => Assert.Equal(stored, VisitedUrl.Scrub(given));

    [Theory]
    [InlineData("https://shop.example/?who=canary@example.com", "https://shop.example/?who=*")]
    [InlineData("https://shop.example/?who=canary%40example.com", "https://shop.example/?who=*")]
    [InlineData("https://shop.example/?who=canary%2540example.com", "https://shop.example/?who=*")]
    [InlineData("https://shop.example/?x=%252525252541", "https://shop.example/?x=*")]
    [InlineData("https://shop.example/?back=https%3A%2F%2Fa.example%2F", "https://shop.example/?back=*")]
    [InlineData("https://shop.example/?back=%2Fa%3Ftoken%3Dcanary", "https://shop.example/?back=*")]
    [InlineData("https://shop.example/?x=4111111111111111", "https://shop.example/?x=*")]
    [InlineData("https://shop.example/?x=4111-1111-1111-1111", "https://shop.example/?x=*")]
    [InlineData("https://shop.example/?x=9f86d081884c7d659a2feaa0c55ad015", "https://shop.example/?x=*")]
    [InlineData("https://shop.example/?x=dBjftJeZ4CVP-mB92K27uhbUJU1p1r_w", "https://shop.example/?x=*")]
    [InlineData("https://shop.example/?dBjftJeZ4CVP-mB92K27uhbUJU1p1r_w", "https://shop.example/?*")]
    [InlineData("https://shop.example/r/0f8fad5b-d9cb-469f-a165-70867728950e/now", "https://shop.example/r/*/now")]
    [InlineData("https://shop.example/reset/dBjftJeZ4CVP-mB92K27uhbUJU1p1r_w", "https://shop.example/reset/*")]
    [InlineData("https://shop.example/of/canary@example.com", "https://shop.example/of/*")]
    [InlineData("https://shop.example/a;jsessionid=canary/b", "https://shop.example/a/b")]
    public void Values_that_tell_something_go_whatever_their_name(string given, string stored) =>
        Assert.Equal(stored, VisitedUrl.Scrub(given));

    [Theory]
    [InlineData("https://shop.example/#access_token=canary", "https://shop.example/")]
    [InlineData("https://shop.example/#access_token%3Dcanary", "https://shop.example/")]
    [InlineData("https://shop.example/#/reset?canary", "https://shop.example/#/reset")]
    [InlineData("https://shop.example/#/reset/dBjftJeZ4CVP-mB92K27uhbUJU1p1r_w", "https://shop.example/#/reset/*")]
    public void Fragments_keep_the_page_alone(string given, string stored) => Assert.Equal(stored, VisitedUrl.Scrub(given));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("/a")]
    [InlineData("//shop.example/a")]
    [InlineData("javascript:alert(1)")]
    [InlineData(" JaVaScRiPt:alert(1)")]
    [InlineData("data:text/html,<script>alert(1)</script>")]
    [InlineData("blob:https://shop.example/1")]
    [InlineData("file:///etc/passwd")]
    [InlineData("ftp://shop.example/a")]
    [InlineData("about:blank")]
    [InlineData("https://")]
    [InlineData("https://shop.example/\r\nSet-Cookie:a")]
    [InlineData("https://shop.example/\0")]
    public void Only_pages_of_the_web_are_kept(string? given) => Assert.Null(VisitedUrl.Scrub(given));

    [Fact]
    public void An_address_has_bounds()
    {
        const string Page = "https://shop.example/a";
        var longQuery = Page + "?" + string.Join('&', Enumerable.Repeat("page=2", 400));
        Assert.Equal(Page, VisitedUrl.Scrub(longQuery));
        Assert.Null(VisitedUrl.Scrub(Page + string.Concat(Enumerable.Repeat("/a", 1_200))));
        Assert.Null(VisitedUrl.Scrub(Page + new string('/', Limits.GivenUrlLengthMax)));
    }

    [Theory]
    [InlineData("https://shop.example/?token=canary&page=2")]
    [InlineData("https://shop.example/reset/dBjftJeZ4CVP-mB92K27uhbUJU1p1r_w?a=b#/c")]
    [InlineData("https://shop.example/?q=gr%C3%BCn%20wei%C3%9F#/%C3%BC")]
    public void Scrubbing_again_changes_nothing(string given) =>
        Assert.Equal(VisitedUrl.Scrub(given), VisitedUrl.Scrub(VisitedUrl.Scrub(given)));
}
