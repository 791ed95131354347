//! How the scope and the key are built.

use super::example::{Example, example};
use super::html::{Html, html};
use crate::catalog::{ComponentDescription, VersionDescription};

/// The names of the components.
pub(super) fn names(version: &VersionDescription, out: &mut Html) {
    let (scope, key) = (version.scope(), version.key());
    if scope.is_empty() && key.is_empty() {
        html!(out, "<code>$</code>");
    }
    for (index, component) in scope.iter().chain(&key).enumerate() {
        if index > 0 {
            html!(out, "<i>#</i><wbr>");
        }
        html!(out, "{}", name(component));
    }
}

/// The names of the components, an example, and a line for each component.
pub(super) fn form(version: &VersionDescription, out: &mut Html) {
    let (scope, key) = (version.scope(), version.key());
    let components: Vec<(&ComponentDescription, bool)> =
        scope.iter().map(|component| (component, true)).chain(key.iter().map(|component| (component, false))).collect();
    let examples: Vec<Example> =
        components.iter().enumerate().map(|(index, (component, _))| example(component.encoding, index)).collect();

    html!(out, "<div class=\"key\"><p class=\"form\">");
    line(components.iter().map(|(component, is_scope)| (name(component), *is_scope)), key.is_empty(), out);
    html!(
        out,
        "</p>\n<p class=\"form soft\"><span class=\"arrow\" aria-hidden=\"true\">→</span><span class=\"unseen\">for example </span>"
    );
    line(
        components.iter().zip(&examples).map(|((_, is_scope), example)| (example.text.as_str(), *is_scope)),
        key.is_empty(),
        out,
    );
    html!(out, "</p>\n");
    match (scope.len(), key.len()) {
        (0, _) => html!(out, "<p class=\"note\">The scope is global. "),
        (1, _) => html!(out, "<p class=\"note\">The scope is the <em>underlined</em> component. "),
        (_, _) => html!(out, "<p class=\"note\">The scope is the <em>underlined</em> components. "),
    }
    if key.is_empty() {
        html!(out, "Each scope has one record of this type. ");
    } else if !scope.is_empty() {
        html!(out, "All records of a scope are one range of keys. ");
    }
    html!(out, "The example has invented values.</p></div>\n");

    if components.is_empty() {
        return;
    }
    html!(
        out,
        "<details class=\"components\"><summary>How each component is written</summary>\n<table role=\"table\">\
         <caption>Components of {}</caption><thead role=\"rowgroup\"><tr role=\"row\"><th role=\"columnheader\" scope=\"col\">Component</th>\
         <th role=\"columnheader\" scope=\"col\">Text</th><th role=\"columnheader\" scope=\"col\">Example</th></tr></thead>\n\
         <tbody role=\"rowgroup\">\n",
        version.record_type()
    );
    for ((component, is_scope), example) in components.iter().zip(&examples) {
        html!(
            out,
            "<tr role=\"row\"><th role=\"rowheader\" scope=\"row\">{} <span class=\"tag k\">{}</span></th><td role=\"cell\">{}{}</td>\
             <td role=\"cell\"><code>{}</code></td></tr>\n",
            component.path,
            if *is_scope { "scope" } else { "key" },
            example.rule,
            if component.encoding.is_optional() { "; empty if absent" } else { "" },
            example.text
        );
    }
    html!(out, "</tbody></table></details>\n");
}

fn line<'a>(components: impl Iterator<Item = (&'a str, bool)>, is_unit: bool, out: &mut Html) {
    let mut is_first = true;
    for (text, is_scope) in components {
        if !is_first {
            html!(out, "<i>#</i><wbr>");
        }
        html!(out, "<span class=\"{}\">{}</span>", if is_scope { "scope" } else { "own" }, text);
        is_first = false;
    }
    if is_unit {
        if !is_first {
            html!(out, "<i>#</i>");
        }
        html!(out, "<span class=\"own\">$</span>");
    }
}

/// Returns the path without the point at its beginning.
fn name(component: &ComponentDescription) -> &str {
    component.path.strip_prefix('.').unwrap_or(&component.path)
}
