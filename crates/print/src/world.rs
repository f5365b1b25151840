//! One print as typst sees it: the shelf, the data, the day. There is nothing else in its world.

use typst::{
    Library, World,
    diag::{FileError, FileResult, SourceDiagnostic},
    foundations::{Bytes, Datetime, Duration},
    syntax::{FileId, Source, VirtualRoot},
    text::{Font, FontBook},
    utils::LazyHash,
};

use crate::{
    Fault,
    fault::Place,
    shelf::{Shelf, file, line},
};

/// The file in which a template finds its data.
const DATA: &str = "data.json";

/// The file in which a template finds the QR code, if its data have one.
const QR: &str = "qr.svg";

/// One print.
pub(crate) struct Job<'a> {
    shelf: &'a Shelf,
    main: FileId,
    data: (FileId, Bytes),
    qr: (FileId, Option<Bytes>),
    today: Datetime,
}

impl<'a> Job<'a> {
    pub(crate) fn new(
        shelf: &'a Shelf,
        main: &str,
        data: String,
        qr: Option<String>,
        today: Datetime,
    ) -> Result<Self, Fault> {
        let id = |name: &str| file(name).ok_or_else(|| Fault::engine(name));
        Ok(Self {
            shelf,
            main: id(main)?,
            data: (id(DATA)?, Bytes::from_string(data)),
            qr: (id(QR)?, qr.map(Bytes::from_string)),
            today,
        })
    }

    /// The first of typst's errors, in our words.
    pub(crate) fn fault(&self, errors: &[SourceDiagnostic]) -> Fault {
        let Some(error) = errors.first() else { return Fault::engine("an error without words") };
        let place = error.span.id().and_then(|id| {
            let file = id.vpath().get_without_slash().to_owned();
            let line = self.shelf.sources.get(&id).and_then(|source| line(source, error.span));
            Some(Place { file, line: line? })
        });
        let own = place.as_ref().is_some_and(|place| self.shelf.is_own(&place.file));
        let hints: Vec<String> = error.hints.iter().map(|hint| hint.v.to_string()).collect();
        Fault::template(place, own, &error.message, &hints)
    }
}

fn missing(id: FileId) -> FileError {
    match id.root() {
        VirtualRoot::Project => FileError::NotFound(id.vpath().get_without_slash().into()),
        VirtualRoot::Package(_) => FileError::Other(Some("packages are not loaded here".into())),
    }
}

impl World for Job<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.shelf.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.shelf.book
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        self.shelf.sources.get(&id).cloned().ok_or_else(|| missing(id))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == self.data.0 {
            return Ok(self.data.1.clone());
        }
        if id == self.qr.0 {
            return self.qr.1.clone().ok_or_else(|| missing(id));
        }
        self.shelf.pictures.get(&id).cloned().ok_or_else(|| missing(id))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.shelf.fonts.get(index).cloned()
    }

    /// The day of the print, in Vietnam, whatever the offset that a template asks for: there is no clock to be asked.
    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        Some(self.today)
    }
}
