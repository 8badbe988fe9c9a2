/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-guard-private.h"
#include "galley-lock-private.h"
#include "galley-sql-private.h"

/* "Galy": says to file(1) and to us that an SQLite file is a Galley project. */
#define GALLEY_APPLICATION_ID 0x47616c79
#define GALLEY_SCHEMA_VERSION 5

struct _GalleyProject
{
  char *path; /* as it was asked for, for people */
  char *file; /* the same without symbolic links, for the lock and for SQLite */
  GalleyOpenMode mode;
  sqlite3 *handle;
  GalleyLock *lock;       /* while mode is EDIT */
  GalleyGuard guard;      /* likewise */
  char *set_aside;        /* (nullable): of galley_project_get_set_aside() */
  GHashTable *statements; /* SQL to GalleyStatement */
  guint depth;            /* of nested transactions */
  gint64 unindexed_from;  /* comments from this id on are not in the full-text index yet; or 0 */
  guint64 joined;         /* bit by depth: that transaction is one with the one around it */
  gboolean undone;        /* SQLite rolled the outermost one back by itself */
  GCancellable *cancellable;
};

void galley_project_watch (GalleyProject *project, GCancellable *cancellable);
void galley_project_unwatch (GalleyProject *project);

gint64 galley_project_now (void);
