//! The JSON Schema of a version.

use super::html::{Html, html};
use crate::catalog::VersionDescription;

/// The JSON Schema in an element that opens.
pub(super) fn details(version: &VersionDescription, out: &mut Html) {
    let number = version.schema_version();
    html!(
        out,
        "<details class=\"schema\"><summary>Schema of version {}</summary>\
         <div class=\"code\"><button type=\"button\" class=\"copy\" hidden>Copy</button>\
         <pre tabindex=\"0\" role=\"region\" aria-label=\"JSON Schema of {}, version {}\">{}</pre></div></details>\n",
        number,
        version.record_type(),
        number,
        format!("{:#}", version.json_schema())
    );
}
