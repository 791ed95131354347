//! Doc comments as paragraphs. Their Markdown is text, except code.

use super::html::{Html, html};

/// Adds the paragraphs, the items of lists and the blocks of code.
pub(super) fn paragraphs(text: &str, out: &mut Html) {
    let mut paragraph = String::new();
    let mut is_code = false;
    for line in text.lines() {
        if line.trim_start().starts_with("```") {
            end(&mut paragraph, is_code, out);
            is_code = !is_code;
            continue;
        }
        let trimmed = line.trim();
        let begins_item = ["- ", "* ", "#", "|"].iter().any(|mark| trimmed.starts_with(mark));
        if !is_code && (trimmed.is_empty() || begins_item) {
            end(&mut paragraph, is_code, out);
        }
        paragraph += if is_code { line } else { trimmed };
        paragraph.push('\n');
    }
    end(&mut paragraph, is_code, out);
}

fn end(paragraph: &mut String, is_code: bool, out: &mut Html) {
    let text = std::mem::take(paragraph);
    if text.trim().is_empty() {
        return;
    }
    if is_code {
        html!(out, "<p class=\"block\"><code>{}</code></p>", text.trim_end());
        return;
    }
    html!(out, "<p>");
    let parts: Vec<&str> = text.trim().split('`').collect();
    // An even number of parts has a mark without its end, and an empty one between two marks is more than a mark.
    let has_pairs = parts.len() % 2 == 1 && parts.iter().skip(1).step_by(2).all(|code| !code.is_empty());
    if has_pairs {
        for (index, part) in parts.iter().enumerate() {
            match index % 2 {
                0 => html!(out, "{}", part),
                _ => html!(out, "<code>{}</code>", part),
            }
        }
    } else {
        html!(out, "{}", text.trim());
    }
    html!(out, "</p>");
}

#[cfg(test)]
mod tests {
    use super::*;

    fn html(text: &str) -> String {
        let mut out = Html::new();
        paragraphs(text, &mut out);
        out.into_string()
    }

    #[test]
    fn a_description_is_text_in_paragraphs() {
        assert_eq!(html(""), "");
        assert_eq!(html("One\n  line.\n\n\nAnother."), "<p>One\nline.</p><p>Another.</p>");
        assert_eq!(
            html("Names:\n- one\n- `two`\n# End"),
            "<p>Names:</p><p>- one</p><p>- <code>two</code></p><p># End</p>"
        );
        assert_eq!(html("Is `<b>` & <i>."), "<p>Is <code>&lt;b&gt;</code> &amp; &lt;i&gt;.</p>");
        assert_eq!(html("One ` mark"), "<p>One ` mark</p>");
        assert_eq!(html("Two ``marks``"), "<p>Two ``marks``</p>");
        assert_eq!(
            html("See\n```rust\nlet a = 1;\n\n  - b\n```\nend"),
            "<p>See</p><p class=\"block\"><code>let a = 1;\n\n  - b</code></p><p>end</p>"
        );
        assert_eq!(html("```\n<script>"), "<p class=\"block\"><code>&lt;script&gt;</code></p>");
    }
}
