/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* What a template is filled with: a string, a boolean, a list or a map. Trees without cycles; a
 * value belongs to the map or list it was put in. Keys must stay alive as long as the map does:
 * they are literals, or interned. */
typedef struct _GalleyValue GalleyValue;

GalleyValue *galley_value_new_string (const char *text);
GalleyValue *galley_value_new_joined (const char *first, const char *second);
GalleyValue *galley_value_new_take_string (char *text);
GalleyValue *galley_value_new_boolean (gboolean truth);
GalleyValue *galley_value_new_list (void);
GalleyValue *galley_value_new_map (void);
GalleyValue *galley_value_new_static (const char *text);
GalleyValue *galley_value_ref (GalleyValue *value);
void galley_value_unref (GalleyValue *value);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyValue, galley_value_unref)

/* These take the value given. */
void galley_value_append (GalleyValue *list, GalleyValue *item);
void galley_value_set (GalleyValue *map, const char *key, GalleyValue *value);

/* Shorthands for galley_value_set(). A NULL text sets nothing. */
void galley_value_set_string (GalleyValue *map, const char *key, const char *text);
void galley_value_take_string (GalleyValue *map, const char *key, char *text);
void galley_value_set_boolean (GalleyValue *map, const char *key, gboolean truth);
void galley_value_set_integer (GalleyValue *map, const char *key, gint64 number);

/* A record is a map whose fields are made when a template first asks for them, since most templates
 * ask for few. One thread may look into it, or, after galley_value_settle(), any number. */
typedef struct
{
  const char *key;
  GalleyValue *(*make) (gconstpointer data); /* (transfer full): not NULL */
} GalleyValueField;

/* What all records of one type have in common. A static variable, zero behind @clear. */
typedef struct
{
  const GalleyValueField *fields;
  gsize n_fields;
  gsize size;                    /* of the data that fields are made from */
  void (*clear) (gpointer data); /* (nullable) */
  gpointer slots;                /* private */
} GalleyRecordType;

GalleyValue *galley_value_new_record (GalleyRecordType *type, gconstpointer data);
void galley_value_settle (GalleyValue *value);

/* Where the values of one page are made, and go all at once. */
typedef struct _GalleyValueArena GalleyValueArena;

GalleyValueArena *galley_value_arena_new (void);
void galley_value_arena_free (GalleyValueArena *arena);
GalleyValueArena *galley_value_arena_enter (GalleyValueArena *arena);
