import type { JudgedImage } from './judged-images';

/** What is run in the place of an image of the rack, which no registry can be asked for here. */
export interface StandIn {
  /** The image that it stands in for, without tag and digest, as objects name it. */
  image: string;
  /** What really runs, and from where: printed with the results. */
  program: string;
  /** What the image has that this has not, or the other way round: nobody may conclude anything about it. */
  doesNotShow: string;
  /**
   * Files by place in the image: `tree:/usr/bin/x` of the Debian servers, `go:name` of the built programs,
   * `text:…`.
   */
  files: Record<string, string>;
  /** Links by place: what they point to. */
  links?: Record<string, string>;
  /** Folders of the Debian servers that are copied whole, at the same place. */
  folders?: string[];
  /** The shell and its usual commands, as in images that build on Alpine or Debian. @default none */
  busybox?: boolean;
  /** What the image's USER line says, `26:26`. @default root */
  user?: string;
  /** What its ENTRYPOINT and CMD lines say. @default none */
  entrypoint?: string[];
  command?: string[];
  env?: Record<string, string>;
  /** @default / */
  workingDirectory?: string;
  /**
   * Files, ENV, ENTRYPOINT and WORKDIR of the judges' own stand-in for it, with its whole Debian tree below: then nothing
   * but `user` and `links` is read of what stands here.
   */
  judged?: JudgedImage;
  /** Just the folders, at the root: an image that is mounted as a volume. @default false */
  bare?: boolean;
}
