-- SPDX-License-Identifier: GPL-3.0-or-later
-- How a picture has to be turned, and whether it moves: what is needed to say how it will be
-- published before it is made. Its width and height are those of the picture when it stands upright.
ALTER TABLE media ADD COLUMN orientation INTEGER NOT NULL DEFAULT 1
  CHECK (orientation BETWEEN 1 AND 8);
ALTER TABLE media ADD COLUMN animated INTEGER NOT NULL DEFAULT 0 CHECK (animated IN (0, 1));
