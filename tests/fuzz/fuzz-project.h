/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib/gstdio.h>
#include <stdlib.h>

#include "galley-project.h"

/* The project that inputs are tried on, made once; it goes with the program. */
static GalleyProject *fuzz_project_open = NULL;
static char *fuzz_project_folder = NULL;

static void
fuzz_project_remove (void)
{
  g_autofree char *path = g_build_filename (fuzz_project_folder, "fuzz.galley", NULL);

  g_clear_pointer (&fuzz_project_open, galley_project_close);
  g_remove (path);
  g_rmdir (fuzz_project_folder);
  g_clear_pointer (&fuzz_project_folder, g_free);
}

static inline GalleyProject *
fuzz_project (void)
{
  g_autoptr (GError) error = NULL;

  if (fuzz_project_open == NULL)
    {
      g_autofree char *path = NULL;

      fuzz_project_folder = g_dir_make_tmp ("galley-fuzz-XXXXXX", NULL);
      path = g_build_filename (fuzz_project_folder, "fuzz.galley", NULL);
      fuzz_project_open = galley_project_create (path, &error);
      g_assert_no_error (error);
      atexit (fuzz_project_remove);
    }
  return fuzz_project_open;
}
