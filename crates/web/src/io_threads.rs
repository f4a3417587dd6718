//! Threads that move bytes. Each has its own event loop and keeps its connections, as nginx does:
//! nothing is stolen, and a loaded thread answers in batches. Handlers that wait (database, files)
//! go on in the main runtime.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use futures::future::BoxFuture;
use platform::{Fault, FaultContext};
use tokio::runtime::{Builder, Handle};
use tokio::sync::mpsc;
use tokio::task::JoinHandle;
use tokio_util::task::TaskTracker;

type Work = BoxFuture<'static, ()>;

/// The threads of one listener.
#[derive(Debug)]
pub(crate) struct IoThreads {
    threads: Vec<mpsc::UnboundedSender<Work>>,
    next: usize,
    tasks: TaskTracker,
}

impl IoThreads {
    /// Starts so many threads. They end when this is dropped and their connections have ended.
    pub fn start(count: usize) -> Result<Self, Fault> {
        let tasks = TaskTracker::new();
        let threads = (0..count).map(start_thread).collect::<Result<_, Fault>>()?;
        Ok(Self { threads, next: 0, tasks })
    }

    /// Gives a connection to the next thread in turn.
    pub fn spawn(&mut self, connection: impl Future<Output = ()> + Send + 'static) {
        self.next = (self.next + 1) % self.threads.len().max(1);
        let work: Work = Box::pin(self.tasks.track_future(connection));
        if let Some(thread) = self.threads.get(self.next)
            && thread.send(work).is_err()
        {
            tracing::error!("a thread for connections has ended");
        }
    }

    /// All connections, for waiting at shutdown.
    pub fn tasks(&self) -> &TaskTracker {
        &self.tasks
    }
}

fn start_thread(number: usize) -> Result<mpsc::UnboundedSender<Work>, Fault> {
    let (sender, mut receiver) = mpsc::unbounded_channel::<Work>();
    let runtime = Builder::new_current_thread()
        .enable_all()
        .build()
        .doing("start an event loop for connections")?;
    let run = move || {
        runtime.block_on(async move {
            let tasks = TaskTracker::new();
            while let Some(work) = receiver.recv().await {
                tasks.spawn(work);
            }
            tasks.close();
            tasks.wait().await;
        });
    };
    let thread = std::thread::Builder::new().name(format!("io-{number}"));
    thread.spawn(run).doing("start a thread for connections")?;
    Ok(sender)
}

/// Work that is tried at once, on the thread of the connection, and moved to the main runtime when
/// it has to wait. Whatever it opens belongs to the main runtime either way.
pub(crate) enum Inline<F: Future> {
    /// Not tried yet.
    New(Pin<Box<F>>, Handle),
    /// Waiting in the main runtime.
    Moved(JoinHandle<F::Output>),
    /// Answered.
    Done,
}

impl<F> Inline<F>
where
    F: Future + Send + 'static,
    F::Output: Send + 'static,
{
    pub fn new(work: F, main: Handle) -> Self {
        Self::New(Box::pin(work), main)
    }
}

impl<F> Future for Inline<F>
where
    F: Future + Send + 'static,
    F::Output: Send + 'static,
{
    /// None when the work panicked in the main runtime.
    type Output = Option<F::Output>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        match std::mem::replace(&mut *self, Self::Done) {
            Self::New(mut work, main) => {
                let _entered = main.enter();
                if let Poll::Ready(answer) = work.as_mut().poll(context) {
                    return Poll::Ready(Some(answer));
                }
                let mut moved = main.spawn(work);
                let polled = Pin::new(&mut moved).poll(context);
                *self = Self::Moved(moved);
                polled.map(Result::ok)
            }
            Self::Moved(mut moved) => {
                let polled = Pin::new(&mut moved).poll(context);
                if polled.is_pending() {
                    *self = Self::Moved(moved);
                }
                polled.map(Result::ok)
            }
            Self::Done => Poll::Ready(None),
        }
    }
}
