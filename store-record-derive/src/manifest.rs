//! `RecordManifest`, with the stages of the other derives: `model`, `checks`, and `expansion` or `fallback`. The manifest file
//! and the lock are read between the checks and the expansion.

use crate::context::Context;
use proc_macro2::TokenStream;

mod checks;
mod expansion;
mod fallback;
mod file;
mod lock;
mod model;
mod reader;
mod relaxation;

use file::ManifestFile;
use lock::Lock;
use model::Manifest;

pub(crate) fn expand(context: &Context<'_>) -> TokenStream {
    let manifest = Manifest::new(context);
    checks::run(context, &manifest);
    // A wrong declaration can name a wrong file, and an error about that would be one too many.
    let files = context.diagnostics.is_empty().then(|| {
        let lock = manifest.lock.as_ref().map(|path| Lock::read(path, &manifest.relaxations, context.diagnostics));
        let file = manifest.file.as_ref().and_then(|path| ManifestFile::read(path, context.diagnostics));
        (file, lock)
    });
    match (context.diagnostics.finish(), files) {
        (None, Some((Some(file), lock))) => expansion::expand(context, &manifest, &file, lock.as_ref()),
        (errors, _) => fallback::fallback(context, &manifest, errors),
    }
}

/// See `library::read_lock`.
#[allow(dead_code, reason = "only the fuzz targets call it")]
pub(crate) fn read_lock(text: &str) -> Result<(), String> {
    lock::locked(text, "lock", false).map(drop)
}
