/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "site-fixture.h"

/* What an author does to a site, at random. */
typedef struct
{
  Fixture *fixture;
  GRand *rand;
  gint64 series[3];
  guint n_posts;    /* ids are 1 to this */
  guint most_posts; /* no more are added */
  guint n_parts;    /* exports that made only some files */
  gboolean keeps_address;
  const char *last; /* what was changed last */
} Trial;

void begin_trial (Trial *trial, Fixture *fixture, guint n_posts);
guint pick (Trial *trial, guint n);
void edit (Trial *trial);

/* Of changes of a post, by their number. */
#define CHANGE_END 1
#define CHANGE_OPENNESS 4
void change_post (Trial *trial, gint64 id, guint which);
void change_state (Trial *trial, gint64 id);
void change_comments (Trial *trial, gint64 id);

void set_lengths (GalleySiteSettings *settings);
void set_address (GalleySiteSettings *settings);
