/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-value.h"

/* A list that knows its length. */
typedef struct
{
  GalleyValue *value;
  guint length;
} GalleyList;

GalleyList galley_list_new (void);
void galley_list_append (GalleyList *list, GalleyValue *item);
void galley_context_set_text (GalleyValue *map, const char *key, const char *text);
void galley_context_set_list (GalleyValue *map, const char *key, const char *has, GalleyList list);
