/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* The right to be a project's one editor: a small file beside it, locked with flock(2), which the
 * kernel lets go of when its holder dies. It cannot be the project itself: SQLite's own locks on a
 * file are lost when a second descriptor of it is closed. */
typedef struct _GalleyLock GalleyLock;

GalleyLock *galley_lock_take (const char *file, const char *path, GError **error);
void galley_lock_release (GalleyLock *lock);
void galley_lock_set_note (GalleyLock *lock, const char *note);
char *galley_lock_get_former_note (const GalleyLock *lock);
char *galley_lock_read_note (const char *file);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyLock, galley_lock_release)
