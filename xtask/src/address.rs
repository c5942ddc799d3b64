//! What a site says of itself to programs that show links to it, where its address is known: they read no relative addresses.

use std::fs;

use anyhow::{Context, Result, bail};

use crate::paths::in_checkout;

/// The line of the page that names its preview picture, relatively.
const PICTURE: &str = "<meta property=\"og:image\" content=\"preview.png\" />";
/// The line before which the others stand.
const TITLE: &str = "<title";
/// What is written for those who ask how the page is embedded (oEmbed 1.0): always the default figure, since a site of files
/// never sees what stands behind `#`.
const OEMBED: &str = "oembed.json";
const WORDS: &str = "Saltatory: spikes on axons";
/// Size of the frame, and of the preview picture, CSS pixels.
const FRAME: [u32; 2] = [720, 620];
const PREVIEW: [u32; 2] = [1200, 630];

/// Where a site is, with a slash at the end.
#[derive(Debug, PartialEq)]
pub struct Address(String);

impl Address {
    /// Takes an address of the web, and nothing that would need to be escaped in HTML.
    pub fn parse(text: &str) -> Result<Self> {
        let fits = |character: char| character.is_ascii_alphanumeric() || "-._~:/[]@%+".contains(character);
        let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
        if !host.is_some_and(|host| !host.is_empty() && host.chars().all(fits)) {
            bail!("the address of a site looks like https://you.example/axons/, not {text:?}");
        }
        Ok(Self(format!("{}/", text.trim_end_matches('/'))))
    }

    /// Completes the page in `dist/`.
    pub fn write(&self) -> Result<()> {
        let dist = in_checkout("dist");
        let page = dist.join("index.html");
        let text = fs::read_to_string(&page).context("cannot read dist/index.html")?;
        fs::write(&page, self.complete(&text)?).context("cannot write dist/index.html")?;
        fs::write(dist.join(OEMBED), self.oembed()).with_context(|| format!("cannot write dist/{OEMBED}"))
    }

    /// The page with whole addresses.
    fn complete(&self, page: &str) -> Result<String> {
        let Self(address) = self;
        for line in [PICTURE, TITLE] {
            if !page.contains(line) {
                bail!("www/index.html has no {line}");
            }
        }
        let own = format!(
            "<link rel=\"canonical\" href=\"{address}\" />
    <meta property=\"og:url\" content=\"{address}\" />
    <link rel=\"alternate\" type=\"application/json+oembed\" href=\"{address}{OEMBED}\" title=\"{WORDS}\" />
    {TITLE}"
        );
        let picture = PICTURE.replace("preview.png", &format!("{address}preview.png"));
        Ok(page.replacen(PICTURE, &picture, 1).replacen(TITLE, &own, 1))
    }

    fn oembed(&self) -> String {
        let Self(address) = self;
        let [width, height] = FRAME;
        let html = format!(
            "<iframe src=\"{address}embed.html\" title=\"{WORDS}\" width=\"{width}\" height=\"{height}\" loading=\"lazy\" \
             sandbox=\"allow-scripts allow-popups\"></iframe>"
        );
        // Of all that, only the frame has characters that JSON escapes.
        let html = html.replace('"', "\\\"");
        let [thumbnail_width, thumbnail_height] = PREVIEW;
        format!(
            r#"{{
  "version": "1.0",
  "type": "rich",
  "provider_name": "Saltatory",
  "provider_url": "{address}",
  "title": "{WORDS}",
  "html": "{html}",
  "width": {width},
  "height": {height},
  "thumbnail_url": "{address}preview.png",
  "thumbnail_width": {thumbnail_width},
  "thumbnail_height": {thumbnail_height}
}}
"#
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_end_in_a_slash_and_need_no_escapes() {
        for text in ["https://you.example/axons", "https://you.example/axons/"] {
            assert_eq!(Address::parse(text).unwrap(), Address("https://you.example/axons/".to_owned()));
        }
        for text in ["", "you.example", "https://", "javascript:alert(1)", "https://x/\"><script>", "https://x/?a&b"] {
            assert!(Address::parse(text).unwrap_err().to_string().contains("https://you.example/axons/"), "{text}");
        }
    }

    #[test]
    fn the_page_names_whole_addresses() {
        let page = fs::read_to_string(in_checkout("www/index.html")).unwrap();
        let complete = Address::parse("https://you.example/axons").unwrap().complete(&page).unwrap();
        for line in [
            "<link rel=\"canonical\" href=\"https://you.example/axons/\" />",
            "<meta property=\"og:image\" content=\"https://you.example/axons/preview.png\" />",
            "href=\"https://you.example/axons/oembed.json\"",
        ] {
            assert!(complete.contains(line), "{line}");
        }
        assert!(Address::parse("https://x").unwrap().complete("<title>").is_err());
    }

    #[test]
    fn what_oembed_is_answered_is_what_it_asks_for() {
        let answer = Address::parse("https://you.example/axons").unwrap().oembed();
        for key in ["type", "version", "html", "width", "height"] {
            assert!(answer.contains(&format!("\n  \"{key}\": ")), "{key}");
        }
        assert!(answer.contains(r#""html": "<iframe src=\"https://you.example/axons/embed.html\""#), "{answer}");
    }
}
