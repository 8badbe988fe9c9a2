/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "galley-remote-error.h"

/* The name of the file that says which publication a target has. */
#define GALLEY_REMOTE_MARK ".galley-published"

/* Who publishes what. */
typedef struct
{
  const char *address; /* "rsync:me@host:/srv/www" */
  const char *folder;  /* what is taken there */
  const char *work;    /* a folder of this target's own, for what is kept between publications */
  const char *message; /* a line about this publication */
  GCancellable *cancellable;
} GalleyRemote;

/* What is there. */
typedef struct
{
  gboolean is_empty;
  char *mark; /* (nullable): of the last publication by Galley, from wherever */
} GalleyRemoteState;

void galley_remote_state_clear (GalleyRemoteState *state);
gboolean galley_remote_check_address (const char *address, GError **error);
gboolean galley_remote_look (const GalleyRemote *remote, GalleyRemoteState *state, GError **error);
gboolean galley_remote_send (const GalleyRemote *remote,
                             GPtrArray *changed,
                             GPtrArray *gone,
                             const char *mark,
                             GError **error);
