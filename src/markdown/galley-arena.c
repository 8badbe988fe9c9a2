/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-arena-private.h"

#include <stdlib.h>
#include <string.h>

/* Small pieces are cut from chunks, in sizes of 16 bytes more each, and wait in a list by size when
 * they are given back, to be taken again, whole or in part. Large ones are the C library's, and in
 * a list of their own. Every piece has its size before it; a large one, more. */
#define STEP 16
#define SMALL_MAX 1024
#define CHUNK_MIN 1040
#define CHUNK_MAX (256 * 1024)

typedef struct Chunk
{
  struct Chunk *next;
} Chunk;

typedef struct Large
{
  struct Large *next, *previous;
  gsize size;   /* of what is asked for */
  gsize marker; /* 0, where a small piece has its size */
} Large;

struct _GalleyArena
{
  Chunk *chunks;
  char *at, *end;        /* what is left of the first chunk */
  gsize chunk_size;      /* of the next */
  gsize total;           /* of all */
  Large large;           /* the head of a ring */
  guint64 sizes_waiting; /* bit n for what is n + 1 steps long */
  gsize *waiting[SMALL_MAX / STEP + 1];
};

static _Thread_local GalleyArena *current;

/**
 * galley_arena_new:
 * @text_length: of the text whose tree it is for, in bytes
 *
 * Returns: (transfer full): an empty arena; free with galley_arena_free()
 */
GalleyArena *
galley_arena_new (gsize text_length)
{
  GalleyArena *arena = g_new0 (GalleyArena, 1);

  arena->chunk_size = CLAMP (text_length, CHUNK_MIN, CHUNK_MAX);
  arena->large.next = arena->large.previous = &arena->large;
  return arena;
}

/**
 * galley_arena_free:
 * @arena: an arena that no thread uses
 *
 * Gives back everything that was taken from it.
 */
void
galley_arena_free (GalleyArena *arena)
{
  while (arena->chunks != NULL)
    {
      Chunk *chunk = arena->chunks;

      arena->chunks = chunk->next;
      free (chunk);
    }
  while (arena->large.next != &arena->large)
    {
      Large *large = arena->large.next;

      arena->large.next = large->next;
      free (large);
    }
  g_free (arena);
}

/**
 * galley_arena_enter:
 * @arena: (nullable): an arena
 *
 * Has the calling thread use it for what galley_arena_get_mem() allocates.
 *
 * Returns: (nullable): the arena that it used, to be entered again when the work is done
 */
GalleyArena *
galley_arena_enter (GalleyArena *arena)
{
  GalleyArena *before = current;

  current = arena;
  return before;
}

/* libcmark cannot be told that there is no memory: like GLib, the program ends. */
static void *
allocate_or_abort (gsize size)
{
  void *memory = malloc (size);

  if (memory == NULL)
    abort ();
  return memory;
}

static void *
take_large (GalleyArena *arena, gsize size)
{
  Large *large = allocate_or_abort (sizeof (Large) + size);

  large->size = size;
  large->marker = 0;
  large->next = arena->large.next;
  large->previous = &arena->large;
  large->next->previous = large->previous->next = large;
  return large + 1;
}

static void
add_chunk (GalleyArena *arena)
{
  Chunk *chunk = allocate_or_abort (arena->chunk_size);

  chunk->next = arena->chunks;
  arena->chunks = chunk;
  /* One word in, so that what follows the size of a piece is aligned to 16 bytes. */
  arena->at = (char *) chunk + STEP - sizeof (gsize);
  arena->end = (char *) chunk + arena->chunk_size;
  arena->total += arena->chunk_size;
  arena->chunk_size = CLAMP (arena->total / 8, CHUNK_MIN, CHUNK_MAX);
}

static void
put_waiting (GalleyArena *arena, gsize *piece, gsize size)
{
  *piece = size;
  memcpy (piece + 1, &arena->waiting[size / STEP], sizeof (gsize *));
  arena->waiting[size / STEP] = piece;
  arena->sizes_waiting |= G_GUINT64_CONSTANT (1) << (size / STEP - 1);
}

/* The smallest piece that waits and is large enough, without what is too much of it; (nullable). */
static gsize *
take_waiting (GalleyArena *arena, gsize size)
{
  guint64 sizes = arena->sizes_waiting & ~((G_GUINT64_CONSTANT (1) << (size / STEP - 1)) - 1);
  gsize *piece;
  guint steps;

  if (sizes == 0)
    return NULL;
  steps = __builtin_ctzll (sizes) + 1;
  piece = arena->waiting[steps];
  memcpy (&arena->waiting[steps], piece + 1, sizeof (gsize *));
  if (arena->waiting[steps] == NULL)
    arena->sizes_waiting &= ~(G_GUINT64_CONSTANT (1) << (steps - 1));
  if (steps * STEP > size)
    put_waiting (arena, (gsize *) (void *) ((char *) piece + size), steps * STEP - size);
  *piece = size;
  return piece;
}

static void *
take (GalleyArena *arena, gsize size)
{
  gsize whole = (size + sizeof (gsize) + STEP - 1) / STEP * STEP;
  gsize *piece;

  if (whole > SMALL_MAX)
    return take_large (arena, size);
  piece = take_waiting (arena, whole);
  if (piece != NULL)
    return piece + 1;
  if (arena->chunks == NULL || (gsize) (arena->end - arena->at) < whole)
    add_chunk (arena);
  piece = (gsize *) (void *) arena->at;
  arena->at += whole;
  *piece = whole;
  return piece + 1;
}

static gsize
get_size (const void *memory)
{
  const gsize *piece = (const gsize *) memory - 1;

  return *piece != 0 ? *piece - sizeof (gsize) : ((const Large *) memory - 1)->size;
}

static void
arena_free (void *memory)
{
  gsize *piece;

  /* Without an arena the whole is about to be given back. */
  if (memory == NULL || current == NULL)
    return;
  piece = (gsize *) memory - 1;
  if (*piece != 0)
    {
      put_waiting (current, piece, *piece);
    }
  else
    {
      Large *large = (Large *) memory - 1;

      large->next->previous = large->previous;
      large->previous->next = large->next;
      free (large);
    }
}

static void *
arena_calloc (size_t n, size_t size)
{
  gsize bytes;
  void *memory;

  if (!g_size_checked_mul (&bytes, n, size) || bytes > G_MAXSIZE / 2)
    abort ();
  memory = take (current, MAX (bytes, sizeof (gsize)));
  return memset (memory, 0, bytes);
}

static void *
arena_realloc (void *memory, size_t size)
{
  void *grown;

  if (memory != NULL && get_size (memory) >= size)
    return memory;
  grown = take (current, MAX (size, sizeof (gsize)));
  if (memory != NULL)
    {
      memcpy (grown, memory, get_size (memory));
      arena_free (memory);
    }
  return grown;
}

/**
 * galley_arena_get_mem:
 *
 * Returns: (transfer none): the allocator that takes from the arena that the calling thread
 *   entered
 */
cmark_mem *
galley_arena_get_mem (void)
{
  static cmark_mem mem = { arena_calloc, arena_realloc, arena_free };

  return &mem;
}
