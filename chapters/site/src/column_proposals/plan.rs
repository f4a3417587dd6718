//! What the columns of a site will be once a proposal is carried out: computed from the changes and
//! the columns as they are now, so that it is shown, checked and written from one source.

use platform::Time;
use structure::columns::{Column, ColumnRefusal, is_segment};
use structure::{ColumnId, SiteId, Tree};

use super::change::{Altered, Change, ChangeRefusal};

/// Columns as they will be.
pub struct Plan<'a> {
    before: &'a Tree,
    site: SiteId,
    now: Time,
    columns: Vec<Column>,
    /// Which columns go into which.
    pub merges: Vec<(ColumnId, ColumnId)>,
}

impl<'a> Plan<'a> {
    /// The columns as they are.
    pub fn of(before: &'a Tree, site: SiteId, now: Time) -> Self {
        let columns = before.columns().iter().chain(before.closed_columns()).cloned().collect();
        Self { before, site, now, columns, merges: Vec::new() }
    }

    /// The plan with all these changes, or the number of the one that can't be made.
    pub fn with(mut self, changes: &[Change]) -> Result<Self, (usize, ChangeRefusal)> {
        for (number, change) in changes.iter().enumerate() {
            self.make(change).map_err(|why| (number, why))?;
        }
        Ok(self)
    }

    /// All columns as they will be, of all sites.
    pub fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// The structure as it will be.
    pub fn tree(&self) -> Tree {
        self.before.with_columns(self.columns.clone())
    }

    /// Makes one change.
    pub fn make(&mut self, change: &Change) -> Result<(), ChangeRefusal> {
        match change {
            Change::Add { id, unit, form } => {
                let parent = self.place(&form.path, None)?;
                self.columns.push(form.column(*id, (self.site, parent, *unit)));
                Ok(())
            }
            Change::Alter { column, to } => self.alter(*column, to),
            Change::Merge { column, into } => self.merge(*column, *into),
            Change::Close { column } => self.close(*column),
        }
    }

    fn open(&self, id: ColumnId) -> Result<&Column, ChangeRefusal> {
        let here = |column: &&Column| column.id == id && column.site_id == self.site;
        let found = self.columns.iter().find(here).filter(|column| column.is_open());
        found.ok_or(ChangeRefusal::ColumnMissing)
    }

    /// The column above a path, once it is clear that the path may be taken.
    fn place(&self, path: &str, own: Option<ColumnId>) -> Result<Option<ColumnId>, ChangeRefusal> {
        let segments: Vec<&str> = path.split('/').collect();
        if !segments.iter().all(|segment| is_segment(segment)) {
            return Err(ChangeRefusal::Column(ColumnRefusal::PathNotSegments));
        }
        if segments.len() > 4 {
            return Err(ChangeRefusal::Column(ColumnRefusal::PathTooDeep));
        }
        let here = |column: &&Column| column.site_id == self.site && column.path == path;
        let former = self.before.column_by_former_path(self.site, path).map(|column| column.id);
        let left = self.before.column_by_path(self.site, path).map(|column| column.id);
        let present = self.columns.iter().find(here).map(|column| column.id);
        if [former, left, present].into_iter().flatten().any(|taken| Some(taken) != own) {
            return Err(ChangeRefusal::Column(ColumnRefusal::PathTaken));
        }
        let Some((above, _)) = path.rsplit_once('/') else { return Ok(None) };
        let above = self
            .columns
            .iter()
            .find(|column| column.site_id == self.site && column.path == above && column.is_open());
        above.map(|above| Some(above.id)).ok_or(ChangeRefusal::ParentMissing)
    }

    /// A column and all below it, closed ones too.
    fn branch(&self, id: ColumnId) -> Vec<ColumnId> {
        let mut found = vec![id];
        let mut next = 0;
        while let Some(above) = found.get(next).copied() {
            let below = self.columns.iter().filter(|column| column.parent_id == Some(above));
            found.extend(below.map(|column| column.id));
            next += 1;
        }
        found
    }

    fn alter(&mut self, id: ColumnId, to: &Altered) -> Result<(), ChangeRefusal> {
        let old = self.open(id)?.clone();
        if to.name.trim().is_empty() {
            return Err(ChangeRefusal::Column(ColumnRefusal::NameMissing));
        }
        let parent = self.place(&to.path, Some(id))?;
        let branch = self.branch(id);
        if parent.is_some_and(|parent| branch.contains(&parent)) {
            return Err(ChangeRefusal::BelowItself);
        }
        let new = Column {
            name: to.name.clone(),
            path: to.path.clone(),
            parent_id: parent,
            template: to.template,
            position: to.position,
            in_navigation: to.in_navigation,
            on_home: to.on_home,
            ..old.clone()
        };
        if new == old {
            return Err(ChangeRefusal::Nothing);
        }
        let moved = self.moved(&branch, (&old.path, &new.path))?;
        for column in &mut self.columns {
            if column.id == id {
                *column = new.clone();
            } else if let Some((_, path)) = moved.iter().find(|(id, _)| *id == column.id) {
                column.path.clone_from(path);
            }
        }
        Ok(())
    }

    /// The paths that a branch will have; none may be too deep or another column's former one.
    fn moved(
        &self,
        branch: &[ColumnId],
        (from, to): (&str, &str),
    ) -> Result<Vec<(ColumnId, String)>, ChangeRefusal> {
        let mut moved = Vec::new();
        for column in self.columns.iter().filter(|column| branch.contains(&column.id)) {
            let Some(rest) = column.path.strip_prefix(from) else { continue };
            let path = format!("{to}{rest}");
            if column.is_open() && path.split('/').count() > 4 {
                return Err(ChangeRefusal::Column(ColumnRefusal::PathTooDeep));
            }
            let former = self.before.column_by_former_path(self.site, &path);
            if former.is_some_and(|former| former.id != column.id) {
                return Err(ChangeRefusal::Column(ColumnRefusal::PathTaken));
            }
            moved.push((column.id, path));
        }
        Ok(moved)
    }

    fn merge(&mut self, id: ColumnId, into: ColumnId) -> Result<(), ChangeRefusal> {
        self.open(id)?;
        if self.open(into).is_err() || id == into {
            return Err(ChangeRefusal::IntoItself);
        }
        let below = |column: &Column| column.parent_id == Some(id) && column.is_open();
        if self.columns.iter().any(below) {
            return Err(ChangeRefusal::HasChildren);
        }
        let now = self.now;
        for column in self.columns.iter_mut().filter(|column| column.id == id) {
            column.closed_at = Some(now);
            column.merged_into = Some(into);
        }
        self.merges.push((id, into));
        Ok(())
    }

    fn close(&mut self, id: ColumnId) -> Result<(), ChangeRefusal> {
        self.open(id)?;
        let (branch, now) = (self.branch(id), self.now);
        let open = |column: &&mut Column| column.is_open() && branch.contains(&column.id);
        for column in self.columns.iter_mut().filter(open) {
            column.closed_at = Some(now);
        }
        Ok(())
    }
}
