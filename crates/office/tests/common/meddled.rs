//! A storage that a test meddles with: something happens just before one of its operations, or they fail.

use std::{
    fmt,
    ops::Range,
    pin::Pin,
    sync::{Arc, Mutex},
};

use futures_util::{StreamExt, future::BoxFuture, stream::BoxStream};
use object_store::{
    CopyOptions, Error, GetOptions, GetResult, ListResult, MultipartUpload, ObjectMeta, ObjectStore, ObjectStoreExt,
    PutMultipartOptions, PutOptions, PutPayload, PutResult, Result, memory::InMemory, path::Path,
};

/// What is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doing {
    Copying,
    Deleting,
}

type Hook = Box<dyn FnOnce() -> BoxFuture<'static, ()> + Send>;
type Later<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

#[derive(Default)]
struct State {
    before: Option<(Doing, Hook)>,
    failing: Option<(Doing, String)>,
}

/// The storage, in memory.
#[derive(Clone, Default)]
pub struct Meddled {
    inner: Arc<InMemory>,
    state: Arc<Mutex<State>>,
}

impl fmt::Debug for Meddled {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Meddled")
    }
}

impl fmt::Display for Meddled {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Meddled")
    }
}

impl Meddled {
    /// The next time that this is done, that happens first; once.
    pub fn before<F>(&self, doing: Doing, what: impl FnOnce() -> F + Send + 'static)
    where
        F: Future<Output = ()> + Send + 'static,
    {
        self.state.lock().unwrap().before = Some((doing, Box::new(move || Box::pin(what()))));
    }

    /// This fails of what lies in this folder, until it is mended.
    pub fn fail(&self, doing: Doing, folder: &str) {
        self.state.lock().unwrap().failing = Some((doing, folder.to_owned()));
    }

    pub fn mend(&self) {
        self.state.lock().unwrap().failing = None;
    }

    async fn doing(&self, doing: Doing, at: &Path) -> Result<()> {
        let hook = {
            let mut state = self.state.lock().unwrap();
            state.before.take_if(|(when, _)| *when == doing).map(|(_, hook)| hook)
        };
        if let Some(hook) = hook {
            hook().await;
        }
        let state = self.state.lock().unwrap();
        match &state.failing {
            Some((when, folder)) if *when == doing && at.as_ref().starts_with(folder.as_str()) => {
                Err(Error::Generic { store: "Meddled", source: "it is away".into() })
            }
            _ => Ok(()),
        }
    }
}

impl ObjectStore for Meddled {
    fn put_opts<'a, 'b, 'c>(&'a self, at: &'b Path, what: PutPayload, how: PutOptions) -> Later<'c, Result<PutResult>>
    where
        'a: 'c,
        'b: 'c,
        Self: 'c,
    {
        self.inner.put_opts(at, what, how)
    }

    fn put_multipart_opts<'a, 'b, 'c>(
        &'a self,
        at: &'b Path,
        how: PutMultipartOptions,
    ) -> Later<'c, Result<Box<dyn MultipartUpload>>>
    where
        'a: 'c,
        'b: 'c,
        Self: 'c,
    {
        self.inner.put_multipart_opts(at, how)
    }

    fn get_opts<'a, 'b, 'c>(&'a self, at: &'b Path, how: GetOptions) -> Later<'c, Result<GetResult>>
    where
        'a: 'c,
        'b: 'c,
        Self: 'c,
    {
        self.inner.get_opts(at, how)
    }

    fn get_ranges<'a, 'b, 'd, 'c>(
        &'a self,
        at: &'b Path,
        which: &'d [Range<u64>],
    ) -> Later<'c, Result<Vec<bytes::Bytes>>>
    where
        'a: 'c,
        'b: 'c,
        'd: 'c,
        Self: 'c,
    {
        self.inner.get_ranges(at, which)
    }

    fn delete_stream(&self, which: BoxStream<'static, Result<Path>>) -> BoxStream<'static, Result<Path>> {
        let here = self.clone();
        let delete = move |at: Result<Path>| {
            let here = here.clone();
            async move {
                let at = at?;
                here.doing(Doing::Deleting, &at).await?;
                here.inner.delete(&at).await.map(|()| at)
            }
        };
        which.then(delete).boxed()
    }

    fn list(&self, below: Option<&Path>) -> BoxStream<'static, Result<ObjectMeta>> {
        self.inner.list(below)
    }

    fn list_with_delimiter<'a, 'b, 'c>(&'a self, below: Option<&'b Path>) -> Later<'c, Result<ListResult>>
    where
        'a: 'c,
        'b: 'c,
        Self: 'c,
    {
        self.inner.list_with_delimiter(below)
    }

    fn copy_opts<'a, 'b, 'd, 'c>(&'a self, from: &'b Path, to: &'d Path, how: CopyOptions) -> Later<'c, Result<()>>
    where
        'a: 'c,
        'b: 'c,
        'd: 'c,
        Self: 'c,
    {
        Box::pin(async move {
            self.doing(Doing::Copying, to).await?;
            self.inner.copy_opts(from, to, how).await
        })
    }
}
