//! All that a template can reach: the built-in files, an office's own, the fonts. Filled once; afterwards no file is opened.

use std::{
    collections::HashMap,
    fs,
    path::{Path, PathBuf},
};

use typst::{
    Library, LibraryExt,
    foundations::{Binding, Bytes, Scope},
    syntax::{DiagSpan, DiagSpanKind, FileId, RootedPath, Source, VirtualPath, VirtualRoot},
    text::{Font, FontBook},
    utils::LazyHash,
};

use crate::{Fault, TEMPLATES, fault::Place, template::SHARED};

/// Liberation Serif, which has the measures of Times New Roman. Under the SIL Open Font License, beside the files.
const FONTS: &[&[u8]] = &[
    include_bytes!("../fonts/LiberationSerif-Regular.ttf"),
    include_bytes!("../fonts/LiberationSerif-Bold.ttf"),
    include_bytes!("../fonts/LiberationSerif-Italic.ttf"),
    include_bytes!("../fonts/LiberationSerif-BoldItalic.ttf"),
];

/// What an office may put in its folder: sources, and pictures such as an emblem.
const KINDS: &[&str] = &["typ", "svg", "png", "jpg", "jpeg"];

/// The folder of its fonts, in that folder.
const FONT_FOLDER: &str = "fonts";

const FONT_KINDS: &[&str] = &["ttf", "otf", "ttc", "otc"];

/// What a template has no use for: one evaluates a text as source, the other runs a program.
const FORBIDDEN: &[&str] = &["eval", "plugin"];

/// All that a template can reach.
pub(crate) struct Shelf {
    pub(crate) library: LazyHash<Library>,
    pub(crate) book: LazyHash<FontBook>,
    pub(crate) fonts: Vec<Font>,
    pub(crate) sources: HashMap<FileId, Source>,
    pub(crate) pictures: HashMap<FileId, Bytes>,
    own: Vec<String>,
}

impl std::fmt::Debug for Shelf {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Shelf").field("own", &self.own).field("fonts", &self.fonts.len()).finish_non_exhaustive()
    }
}

impl Shelf {
    /// With the files of this folder, in the stead of those of the same name that are built in. `most` bytes of them.
    pub(crate) fn fill(folder: Option<&Path>, most: u64) -> Result<Self, Fault> {
        let mut shelf = Self {
            library: LazyHash::new(library()),
            book: LazyHash::new(FontBook::new()),
            fonts: Vec::new(),
            sources: HashMap::new(),
            pictures: HashMap::new(),
            own: Vec::new(),
        };
        let built_in = TEMPLATES.iter().map(|template| (template.file(), template.source));
        for (name, text) in built_in.chain(SHARED.iter().map(|(name, text)| ((*name).to_owned(), *text))) {
            let id = file(&name).ok_or_else(|| Fault::engine(&name))?;
            shelf.sources.insert(id, Source::new(id, text.to_owned()));
        }
        if let Some(folder) = folder {
            let mut folder = Folder::open(folder, most)?;
            for (path, name) in folder.list("", KINDS)? {
                shelf.take_in(&path, name, folder.read(&path)?)?;
            }
            for (path, name) in folder.list(FONT_FOLDER, FONT_KINDS)? {
                let before = shelf.fonts.len();
                shelf.fonts.extend(Font::iter(Bytes::new(folder.read(&path)?)));
                if shelf.fonts.len() == before {
                    return Err(Fault::font(&path));
                }
                shelf.own.push(format!("{FONT_FOLDER}/{name}"));
            }
        }
        // After the office's: of two equal faces the first is taken.
        shelf.fonts.extend(FONTS.iter().flat_map(|bytes| Font::iter(Bytes::new(*bytes))));
        shelf.book = LazyHash::new(FontBook::from_fonts(&shelf.fonts));
        Ok(shelf)
    }

    /// The names of the office's own files.
    pub(crate) fn overridden(&self) -> Vec<&str> {
        self.own.iter().map(String::as_str).collect()
    }

    pub(crate) fn is_own(&self, name: &str) -> bool {
        self.own.iter().any(|own| own == name)
    }

    /// Whether some font has a shape for this letter.
    pub(crate) fn draws(&self, letter: char) -> bool {
        self.fonts.iter().any(|font| font.info().coverage.contains(u32::from(letter)))
    }

    /// A file of the office. What is wrong by its syntax alone is said now, not at the first print.
    fn take_in(&mut self, path: &Path, name: String, bytes: Vec<u8>) -> Result<(), Fault> {
        let id = file(&name).ok_or_else(|| Fault::folder(path, "a name that cannot be used"))?;
        if extension(path) == Some("typ") {
            let text = String::from_utf8(bytes).map_err(|_| Fault::folder(path, "not UTF-8"))?;
            let source = Source::new(id, text);
            let (errors, _) = source.root().errors_and_warnings();
            if let Some(error) = errors.first() {
                let line = line(&source, error.span).unwrap_or(1);
                let hints: Vec<String> = error.hints.iter().map(|hint| hint.v.to_string()).collect();
                return Err(Fault::template(Some(Place { file: name, line }), true, &error.message, &hints));
            }
            self.sources.insert(id, source);
        } else {
            self.pictures.insert(id, Bytes::new(bytes));
        }
        self.own.push(name);
        Ok(())
    }
}

/// Where a remark of typst's lies in its source.
pub(crate) fn line(source: &Source, span: DiagSpan) -> Option<usize> {
    let start = match span.get() {
        DiagSpanKind::Detached => None,
        DiagSpanKind::Number { num, sub_range, .. } => source.range(num, sub_range).map(|range| range.start),
        DiagSpanKind::Range { range, .. } => Some(range.start),
    };
    source.lines().byte_to_line(start?).map(|line| line + 1)
}

/// The id of a file of this name, which lies beside all the others.
pub(crate) fn file(name: &str) -> Option<FileId> {
    Some(RootedPath::new(VirtualRoot::Project, VirtualPath::new(name).ok()?).intern())
}

/// typst's own names, without the forbidden ones, as they are found alone and in `std`.
fn library() -> Library {
    let mut library = Library::default();
    let mut scope = Scope::deduplicating();
    for (name, binding) in library.global.scope().iter() {
        if !FORBIDDEN.contains(&name.as_str()) {
            scope.bind(name.clone(), binding.clone());
        }
    }
    library.global = library.global.with_scope(scope);
    library.std = Binding::detached(library.global.clone());
    library
}

fn extension(path: &Path) -> Option<&str> {
    path.extension().and_then(|extension| extension.to_str())
}

/// An office's folder, and how much of it may still be read.
struct Folder {
    root: PathBuf,
    left: u64,
    most: u64,
}

impl Folder {
    fn open(path: &Path, most: u64) -> Result<Self, Fault> {
        let root = path.canonicalize().map_err(|e| Fault::folder(path, &e.to_string()))?;
        if !root.is_dir() {
            return Err(Fault::folder(path, "not a folder"));
        }
        Ok(Self { root, left: most, most })
    }

    /// The files of these kinds directly in it or in that folder of it, by name. Other files are somebody's notes.
    fn list(&self, within: &str, kinds: &[&str]) -> Result<Vec<(PathBuf, String)>, Fault> {
        let folder = self.root.join(within);
        if !within.is_empty() && !folder.exists() {
            return Ok(Vec::new());
        }
        let mut files = Vec::new();
        for entry in fs::read_dir(&folder).map_err(|e| Fault::folder(&folder, &e.to_string()))? {
            let path = entry.map_err(|e| Fault::folder(&folder, &e.to_string()))?.path();
            let known = extension(&path).is_some_and(|kind| kinds.iter().any(|known| known.eq_ignore_ascii_case(kind)));
            let name = path.file_name().and_then(|name| name.to_str());
            if let (true, Some(name)) = (known && path.is_file(), name) {
                files.push((path.clone(), name.to_owned()));
            }
        }
        files.sort();
        Ok(files)
    }

    /// A file of it. One that leads elsewhere by a link is none of it.
    fn read(&mut self, path: &Path) -> Result<Vec<u8>, Fault> {
        let failed = |e: std::io::Error| Fault::folder(path, &e.to_string());
        let real = path.canonicalize().map_err(failed)?;
        if !real.starts_with(&self.root) {
            return Err(Fault::outside(path));
        }
        let bytes = fs::metadata(&real).map_err(failed)?.len();
        self.left = self.left.checked_sub(bytes).ok_or_else(|| Fault::folder_large(self.most))?;
        fs::read(&real).map_err(failed)
    }
}
