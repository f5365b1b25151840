//! The text layer of a PDF. `hayro-interpret` walks the pages as a viewer does and says which letter is drawn where (by the font's `ToUnicode`, or
//! the names of its glyphs); what words and lines they make, is told by where they stand (`pdf/sheet.rs`). Nothing is drawn, and no picture is
//! decoded.

mod sheet;

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    time::Duration,
};

use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, GlyphDrawMode, Image, InterpreterCache, InterpreterSettings, Paint,
    PathDrawMode, SoftMask,
    font::Glyph,
    hayro_cmap::BfString,
    hayro_syntax::{DecryptionError, LoadPdfError, Pdf},
    interpret_page,
};
use kurbo::{Affine, BezPath, Point, Rect, Vec2};
use rustix::time::{ClockId, clock_gettime};

use crate::{Limits, fault::Fault, gather::Gather};
use sheet::{Mark, Sheet};

/// A font's own unit, as glyphs are handed over.
const UNITS: f64 = 1000.0;
/// Marks of one page that are looked at.
const MARKS: usize = 300_000;
/// `%PDF-` stands in the first kibibyte.
const HEAD: usize = 1024;

/// Reads it; whether it is a scan.
pub(crate) fn read(bytes: Vec<u8>, limits: &Limits, gather: &mut Gather) -> Result<bool, Fault> {
    let head = bytes.get(..HEAD).unwrap_or(&bytes);
    if !head.windows(5).any(|five| five == b"%PDF-") {
        return Err(Fault::Kind);
    }
    let pdf = Pdf::new(bytes).map_err(|error| match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected | DecryptionError::UnsupportedAlgorithm) => {
            Fault::Locked
        }
        LoadPdfError::Decryption(_) | LoadPdfError::Invalid => Fault::Broken,
    })?;
    if pdf.pages().is_empty() {
        return Err(Fault::Broken);
    }
    let (cache, settings) = (InterpreterCache::new(), InterpreterSettings::default());
    let (mut letters, mut pictures, mut failed) = (0_usize, 0_usize, 0_usize);
    for page in pdf.pages().iter() {
        if gather.is_full() || limits.time.is_some_and(|time| taken() > time) {
            gather.cut();
            break;
        }
        let mut look = Look::default();
        // A page over which the library breaks down, costs the file that page.
        let walked = catch_unwind(AssertUnwindSafe(|| {
            // Nothing is drawn, so the area does not matter; it must not be empty.
            let area = Rect::new(0.0, 0.0, 1.0, 1.0);
            let mut context = Context::new(Affine::IDENTITY, area, &cache, pdf.xref(), settings.clone());
            interpret_page(page, &mut context, &mut look);
        }));
        failed = failed.saturating_add(usize::from(walked.is_err()));
        letters = letters.saturating_add(look.sheet.count());
        pictures = pictures.saturating_add(look.pictures);
        if look.more {
            gather.cut();
        }
        look.sheet.write(gather);
        gather.paragraph();
    }
    if failed > 0 {
        if letters == 0 {
            return Err(Fault::Crashed);
        }
        gather.cut();
    }
    Ok(letters == 0 && pictures > 0)
}

/// How much of a processor's time this process has taken: a machine that is busy with other things cuts no text.
fn taken() -> Duration {
    Duration::try_from(clock_gettime(ClockId::ProcessCPUTime)).unwrap_or_default()
}

/// Looks at what is drawn.
#[derive(Default)]
struct Look {
    sheet: Sheet,
    pictures: usize,
    /// There are more letters on the page than are looked at.
    more: bool,
}

impl<'a> Device<'a> for Look {
    fn draw_glyph(
        &mut self,
        glyph: &Glyph<'a>,
        transform: Affine,
        glyph_transform: Affine,
        _: &Paint<'a>,
        _: &GlyphDrawMode,
    ) {
        if self.sheet.count() >= MARKS {
            self.more = true;
            return;
        }
        // A letter of which the font does not say what it means is none.
        let Some(text) = glyph.as_unicode() else { return };
        let text = match text {
            BfString::Char(c) => c.into(),
            BfString::String(text) => text,
        };
        let placed = transform * glyph_transform;
        let [a, b, c, d, ..] = placed.as_coeffs();
        let advance = match glyph {
            Glyph::Outline(outline) => outline.advance_width().map(|width| f64::from(width) / UNITS),
            // What is drawn by instructions has a width that nobody tells; it is learnt of the others on the page.
            Glyph::Type3(_) => None,
        };
        self.sheet.add(Mark {
            text,
            at: placed * Point::ZERO,
            em: Vec2::new(a * UNITS, b * UNITS),
            height: Vec2::new(c, d).hypot() * UNITS,
            advance,
        });
    }

    fn draw_image(&mut self, _: Image<'a, '_>, _: Affine) {
        self.pictures = self.pictures.saturating_add(1);
    }

    fn set_soft_mask(&mut self, _: Option<SoftMask<'a>>) {}
    fn set_blend_mode(&mut self, _: BlendMode) {}
    fn draw_path(&mut self, _: &BezPath, _: Affine, _: &Paint<'a>, _: &PathDrawMode) {}
    fn draw_rect(&mut self, _: &Rect, _: Affine, _: &Paint<'a>, _: &PathDrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn pop_clip_path(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}
