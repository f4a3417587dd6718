//! A chapter declares its nouns: routes with the right each needs, menu items, jobs. From this one
//! table come the menu, the check and the role × route test (house rule 16).

use std::sync::Arc;

use axum::handler::Handler;
use axum::routing::{MethodRouter, get, post};
use futures::future::BoxFuture;
use platform::Fault;

use crate::app::App;
use crate::rights::Right;

/// What a console route asks of whoever comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Needs {
    /// Anybody: the sign-in page.
    Nothing,
    /// A session that has given the password but perhaps not the second factor or a new password.
    HalfSession,
    /// A full session.
    Session,
    /// A full session with this right somewhere; the handler checks the record.
    Right(Right),
    /// The right, and the password given again within minutes.
    Fresh(Right),
}

/// One console route.
#[derive(Clone)]
pub struct ConsoleRoute {
    /// `GET` or `POST`.
    pub method: &'static str,
    /// As axum spells it: `/documents/{key}`.
    pub path: &'static str,
    /// What it asks.
    pub needs: Needs,
    pub(crate) handler: MethodRouter<App>,
}

/// One public route, within every site (a prefix is stripped before).
#[derive(Clone)]
pub struct PublicRoute {
    /// `GET` or `POST`.
    pub method: &'static str,
    /// As axum spells it.
    pub path: &'static str,
    /// The handler.
    pub handler: MethodRouter<App>,
}

/// An item of the console's menu; shown to whoever has the right.
#[derive(Clone, Copy, Debug)]
pub struct MenuItem {
    /// Message key of the group's heading.
    pub group: &'static str,
    /// Message key of the item.
    pub name: &'static str,
    /// Its address.
    pub url: &'static str,
    /// Who sees it; several rights are alternatives.
    pub rights: &'static [Right],
}

/// What a kind of job does.
pub type JobWork =
    Arc<dyn Fn(App, serde_json::Value) -> BoxFuture<'static, Result<(), Fault>> + Send + Sync>;

/// The nouns of a chapter, or of the lower floors.
#[derive(Clone, Default)]
pub struct Chapter {
    /// Its console routes.
    pub console: Vec<ConsoleRoute>,
    /// Its public routes.
    pub public: Vec<PublicRoute>,
    /// Its menu items.
    pub menu: Vec<MenuItem>,
    /// Its kinds of jobs.
    pub jobs: Vec<(&'static str, JobWork)>,
}

impl Chapter {
    /// A chapter with nothing in it yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a console page.
    #[must_use]
    pub fn get<H, T>(mut self, path: &'static str, needs: Needs, handler: H) -> Self
    where
        H: Handler<T, App>,
        T: 'static,
    {
        self.console.push(ConsoleRoute { method: "GET", path, needs, handler: get(handler) });
        self
    }

    /// Adds a console act.
    #[must_use]
    pub fn post<H, T>(mut self, path: &'static str, needs: Needs, handler: H) -> Self
    where
        H: Handler<T, App>,
        T: 'static,
    {
        self.console.push(ConsoleRoute { method: "POST", path, needs, handler: post(handler) });
        self
    }

    /// Adds a public page.
    #[must_use]
    pub fn public_get<H, T>(mut self, path: &'static str, handler: H) -> Self
    where
        H: Handler<T, App>,
        T: 'static,
    {
        self.public.push(PublicRoute { method: "GET", path, handler: get(handler) });
        self
    }

    /// Adds a public act.
    #[must_use]
    pub fn public_post<H, T>(mut self, path: &'static str, handler: H) -> Self
    where
        H: Handler<T, App>,
        T: 'static,
    {
        self.public.push(PublicRoute { method: "POST", path, handler: post(handler) });
        self
    }

    /// Adds a menu item.
    #[must_use]
    pub fn menu(
        mut self,
        group: &'static str,
        name: &'static str,
        url: &'static str,
        rights: &'static [Right],
    ) -> Self {
        self.menu.push(MenuItem { group, name, url, rights });
        self
    }

    /// Adds a kind of job.
    #[must_use]
    pub fn job<F, Fut>(mut self, name: &'static str, work: F) -> Self
    where
        F: Fn(App, serde_json::Value) -> Fut + Send + Sync + 'static,
        Fut: Future<Output = Result<(), Fault>> + Send + 'static,
    {
        self.jobs.push((name, Arc::new(move |app, payload| Box::pin(work(app, payload)))));
        self
    }

    /// Takes in another list of nouns.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.console.extend(other.console);
        self.public.extend(other.public);
        self.menu.extend(other.menu);
        self.jobs.extend(other.jobs);
        self
    }
}
