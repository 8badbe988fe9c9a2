/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-value.h"

#define GALLEY_VALUE_IS_STATIC (-1)
#define GALLEY_VALUE_IN_ARENA (-2)

typedef enum
{
  GALLEY_VALUE_STRING,
  GALLEY_VALUE_BOOLEAN,
  GALLEY_VALUE_LIST,
  GALLEY_VALUE_MAP,
} GalleyValueKind;

typedef struct
{
  const char *key; /* NULL: the slot is free */
  guint32 hash;
  guint32 field;      /* of a record: which of its type's fields it is */
  GalleyValue *value; /* NULL: a field that nobody asked for yet */
} GalleyValueSlot;

/* A map is a hash table with open addressing (linear probing, a power of two of slots, at most
 * three quarters used), because a template asks every map on its stack, and most of them do not
 * know the name: a miss has to cost one comparison. The hash of a name in a template is taken once,
 * when the template is compiled.
 *
 * Behind a record stand the data of its fields and its first slots, in the same block of memory. */
struct _GalleyValue
{
  gint ref_count; /* atomic; or one of the two below, and then it is never freed alone */
  guint8 kind;
  guint8 truth;     /* of a boolean */
  guint8 is_static; /* of a string: it belongs to somebody else */
  guint32 length;   /* of a list: items; of a map: used slots */
  guint32 capacity;
  union
  {
    struct
    {
      char *text;
      gsize bytes;
    } string; /* @text stands behind the structure itself where it was copied */
    GalleyValue **items;
    struct
    {
      GalleyValueSlot *slots;
      GalleyRecordType *type; /* NULL: no record */
    } map;
  } as;
};

GalleyValueArena *galley_value_arena_get_current (void);
gpointer galley_value_arena_take (GalleyValueArena *arena, gsize size);
void galley_value_arena_add_cleanup (GalleyValueArena *arena,
                                     void (*clean_up) (gpointer data),
                                     gpointer data);

guint32 galley_value_hash (const char *key, gsize length);
const GalleyValue *galley_value_lookup (const GalleyValue *map, const char *key, guint32 hash);
gboolean galley_value_is_true (const GalleyValue *value);
