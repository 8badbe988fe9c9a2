/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* A disk that fails where a test wants it to: an SQLite VFS over the system's own, which is the
 * default once it is registered. Its calls are counted; the call of a number fails. One test uses
 * it at a time; the threads of that test may share it. */
typedef enum
{
  FAULT_NONE,  /* nothing fails; calls are counted */
  FAULT_IO,    /* the call answers with an I/O error */
  FAULT_FULL,  /* the same, but a write says that the disk is full */
  FAULT_TORN,  /* a write is done by half before it fails */
  FAULT_POWER, /* nothing after it reaches the disk: see fault_vfs_lose_power() */
} FaultKind;

void fault_vfs_register (void);
void fault_vfs_arm (FaultKind kind, guint at, gboolean for_good);
gboolean fault_vfs_disarm (void);
guint fault_vfs_count (void);
void fault_vfs_watch (const char *folder);
void fault_vfs_lose_power (guint32 seed);

/* The same for SQLite's memory; to be called before SQLite is used. */
void fault_memory_register (void);
void fault_memory_arm (guint at, gboolean for_good);
gboolean fault_memory_disarm (void);
