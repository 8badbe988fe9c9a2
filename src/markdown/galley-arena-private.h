/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cmark.h>
#include <glib.h>

/* The memory of one tree, which is given back all at once. libcmark's allocator has no place for
 * one of its own, so the arena in use is the calling thread's: it is entered while a tree is made
 * or changed. Reading a tree needs none. */
typedef struct _GalleyArena GalleyArena;

GalleyArena *galley_arena_new (gsize text_length);
void galley_arena_free (GalleyArena *arena);
GalleyArena *galley_arena_enter (GalleyArena *arena);
cmark_mem *galley_arena_get_mem (void);
