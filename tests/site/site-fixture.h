/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-comment.h"
#include "galley-media.h"
#include "galley-series.h"
#include "galley-site-settings.h"
#include "galley-export.h"

/* A project in a folder of its own, and what tests need of a site again and again. */
typedef struct
{
  char *folder;
  char *out; /* where to export: not there yet */
  GalleyProject *project;
} Fixture;

void fixture_set_up (Fixture *fixture, gconstpointer data);
void fixture_tear_down (Fixture *fixture, gconstpointer data);

gint64 add_post (Fixture *fixture, const char *title, const char *date, const char *body);
gint64 publish (Fixture *fixture, GalleyPost *post);
GalleyPost *new_post (const char *title, const char *date, const char *body);
void set_setting (Fixture *fixture, void (*change) (GalleySiteSettings *settings));
gint64
add_comment (Fixture *fixture, gint64 post, gint64 parent, const char *name, const char *body);
gint64 save_comment (Fixture *fixture, GalleyComment *comment);

void set_text (char **field, const char *text);
GalleySite *new_site (Fixture *fixture);
char *render (Fixture *fixture, const char *path);
void export_site (Fixture *fixture, const GalleyExportOptions *options, GalleyExportReport *report);
char *read_out (Fixture *fixture, const char *path);
gboolean is_out (Fixture *fixture, const char *path);
void write_out (Fixture *fixture, const char *path, const char *text);
void remove_tree (const char *path);

#define assert_contains(text, part) g_assert_nonnull (strstr ((text), (part)))
#define assert_lacks(text, part) g_assert_null (strstr ((text), (part)))
